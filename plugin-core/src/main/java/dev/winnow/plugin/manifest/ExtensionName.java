package dev.winnow.plugin.manifest;

import java.util.regex.Pattern;

/** The rule of {@link dev.winnow.plugin.spi.Extension#name()}. */
public final class ExtensionName {
    /** The rule, for people. */
    public static final String RULE = "lower-case letters, digits, '.', '_' and '-', beginning with a letter, at most 100";

    private static final Pattern ALLOWED = Pattern.compile("[a-z][a-z0-9._-]{0,99}");

    private ExtensionName() {
    }

    /** Whether an extension may have it. */
    public static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }

    /** The name in a field that must be there. */
    static String checked(Fields fields, String key) {
        String name = fields.requiredText(key);
        if (!isAllowed(name)) {
            throw new MalformedException("the " + key + " '" + name + "' is not allowed (" + RULE + ")",
                    fields.line(key));
        }
        return name;
    }
}
