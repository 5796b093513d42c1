package dev.winnow.plugin.manifest;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for plugins' names, and how to make a folder's name keep it. */
public final class PluginName {
    /** The name under which Winnow's own extensions are known. */
    public static final String BUILT_IN = "winnow";
    /** The rule, for people. */
    public static final String RULE = "lower-case letters, digits, '_' and '-', beginning with a letter or digit, at most 100";

    private static final int MAX_LENGTH = 100;
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9_-]+");

    private PluginName() {
    }

    /** Whether a plugin may have it. */
    public static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches() && !name.equals(BUILT_IN);
    }

    /** The allowed name nearest to that of a folder or file; itself where it is allowed. */
    public static String from(String fileName) {
        String plain = Normalizer.normalize(fileName, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        String name = OTHER.matcher(plain).replaceAll("_").replaceAll("^[_-]+", "");
        String bounded = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
        return isAllowed(bounded) ? bounded : "plugin" + (bounded.isEmpty() ? "" : "_" + bounded);
    }
}
