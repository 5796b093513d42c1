package dev.winnow.plugin.loader;

/** A Java plugin's jars or entry are not what they must be; the message follows "is not loaded:". */
final class UnusablePluginException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    UnusablePluginException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    private UnusablePluginException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** No jar names an entry. */
    static UnusablePluginException none(String message) {
        return new UnusablePluginException(message,
                "Name the class that implements Plugin there; with Maven, put the file under src/main/resources.");
    }

    /** The entry that is named cannot be one. */
    static UnusablePluginException wrong(String message) {
        return new UnusablePluginException(message,
                "Correct the plugin, or ask its author; the other plugins are not affected.");
    }

    /** What the operator can do. */
    String hint() {
        return hint;
    }
}
