package dev.winnow.plugin.loader;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.SpiVersion;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a throwable from a Java plugin means.
 *
 * @param plugin which was loading
 */
record JavaFailure(MaterialisedPlugin plugin) {
    private static final String ASK = "Correct the plugin, or ask its author; the other plugins are not affected.";
    private static final Pattern CLASS_VERSION = Pattern.compile("class file version (\\d+)");
    /** Class file version 45 was Java 1. */
    private static final int VERSION_OFFSET = 44;
    private static final int MAX_CAUSES = 20;

    PluginWarning explain(Throwable failure) {
        Throwable cause = unwrapped(failure);
        PluginWarning warning = switch (cause) {
            case UnusablePluginException e -> failed(message(e), e.hint());
            case ClassNotFoundException e -> missing(message(e));
            case UnsupportedClassVersionError e -> failed(newerJava(message(e)),
                    "Run Winnow on that Java, or have the plugin built with --release " + Runtime.version().feature()
                            + ".");
            case NoClassDefFoundError e -> missing(message(e));
            case LinkageError e -> failed("its classes do not fit together, or not to this SPI (" + SpiVersion.CURRENT
                    + "): " + named(e),
                    "Build the plugin against this version of the SPI, and put matching jars in lib/.");
            case StackOverflowError e -> failed("it calls itself without end", ASK);
            case OutOfMemoryError e -> failed("it takes more memory than there is (" + message(e) + ")", ASK);
            default -> failed("it threw " + named(cause), ASK);
        };
        return frame(cause).or(() -> frame(failure))
                .map(frame -> warning.at(frame.getFileName(), Math.max(frame.getLineNumber(), 0))).orElse(warning);
    }

    /** Wrappers say nothing of their own. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES; i++) {
            boolean wrapper = cause instanceof InvocationTargetException || cause instanceof ExceptionInInitializerError
                    || cause instanceof ServiceConfigurationError;
            Throwable inner = cause.getCause();
            if (!wrapper || inner == null || inner == cause || inner instanceof NoSuchMethodException) {
                return cause;
            }
            cause = inner;
        }
        return cause;
    }

    private PluginWarning missing(String message) {
        String name = message.replace('/', '.');
        boolean inner = name.startsWith("dev.winnow.") && !name.startsWith("dev.winnow.plugin.spi.");
        String hint = inner
                ? "A plugin may use only the classes below dev.winnow.plugin.spi."
                : "Put the jar that has it in the plugin's lib/ folder; plugins do not see Winnow's own libraries.";
        return warning(WarningCode.LOAD_MISSING_CLASS, "the class " + name + " is missing", hint);
    }

    private static String newerJava(String message) {
        Matcher matcher = CLASS_VERSION.matcher(message);
        String built = matcher.find()
                ? "Java " + (Integer.parseInt(matcher.group(1)) - VERSION_OFFSET)
                : "a newer Java";
        return "it was built for " + built + ", and this is Java " + Runtime.version().feature();
    }

    private PluginWarning failed(String reason, String hint) {
        return warning(WarningCode.LOAD_FAILED, reason, hint);
    }

    private PluginWarning warning(WarningCode code, String reason, String hint) {
        return PluginWarning.of(plugin.name(), plugin.digest(), code,
                "Plugin '" + plugin.name() + "' is not loaded: " + reason, hint);
    }

    private Optional<StackTraceElement> frame(Throwable failure) {
        String loader = PluginClassLoader.nameFor(plugin.name());
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (loader.equals(frame.getClassLoaderName())) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    private static String named(Throwable failure) {
        String message = message(failure);
        return failure.getClass().getName() + (message.isEmpty() ? "" : ": " + message);
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return "";
        }
        return message.length() <= 1_000 ? message : message.substring(0, 1_000) + "...";
    }
}
