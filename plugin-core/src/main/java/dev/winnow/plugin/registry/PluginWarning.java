package dev.winnow.plugin.registry;

import org.jspecify.annotations.Nullable;

/**
 * Something an operator should know of a plugin or of a source of plugins.
 *
 * @param plugin the plugin's name; {@code source:<name>} for a source
 * @param digest of the plugin's content, hexadecimal; null where unknown
 * @param code what kind of thing it is
 * @param message what happened and what it means, one sentence or two
 * @param hint what the operator can do
 * @param file the file below the plugin's folder; null where unknown
 * @param line counted from 1; 0 where unknown
 */
public record PluginWarning(String plugin, @Nullable String digest, WarningCode code, String message, String hint,
        @Nullable String file, int line) {
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_FILE = 600;
    private static final int TAIL = 500;

    /** Texts quote what plugins bring: they are made to fit into one line of a log or a terminal. */
    public PluginWarning {
        message = fitted(message, MAX_TEXT);
        hint = fitted(hint, MAX_TEXT);
        file = file == null ? null : fitted(file, MAX_FILE);
    }

    /** The end is kept, since the reason often stands there. */
    private static String fitted(String text, int most) {
        String line = text.codePoints().map(PluginWarning::printable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        if (line.length() <= most) {
            return line;
        }
        int head = line.offsetByCodePoints(0, line.codePointCount(0, most - TAIL));
        int tail = line.length() - TAIL + (Character.isLowSurrogate(line.charAt(line.length() - TAIL)) ? 1 : 0);
        return line.substring(0, head) + "..." + line.substring(tail);
    }

    /** Line breaks become spaces; what steers a terminal or turns the direction of text, and half characters, '?'. */
    private static int printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> Character.isWhitespace(codePoint) ? ' ' : '?';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.FORMAT, Character.SURROGATE -> '?';
            default -> codePoint;
        };
    }

    /** A warning without a place. */
    public static PluginWarning of(String plugin, @Nullable String digest, WarningCode code, String message,
            String hint) {
        return new PluginWarning(plugin, digest, code, message, hint, null, 0);
    }

    /** The same at a place. */
    public PluginWarning at(@Nullable String newFile, int newLine) {
        return new PluginWarning(plugin, digest, code, message, hint, newFile, newLine);
    }

    /** The same on content with this digest. */
    public PluginWarning withDigest(@Nullable String newDigest) {
        return new PluginWarning(plugin, newDigest, code, message, hint, file, line);
    }
}
