package dev.winnow.plugin.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a file that people write with all kinds of editors. */
final class SourceText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SourceText() {
    }

    /**
     * The text in these bytes, without a byte order mark.
     *
     * @throws MalformedException if they are not UTF-8; it says what they seem to be
     */
    static String decode(byte[] bytes) {
        if (isUtf16(bytes)) {
            throw new MalformedException("the file is UTF-16, but must be UTF-8; save it again as UTF-8", 1);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedException("the file is not UTF-8; save it again as UTF-8", firstBadLine(bytes));
        }
    }

    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean marked = first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF;
        return marked || (first == 0) != (second == 0);
    }

    /** A decoder that replaces puts U+FFFD where it stumbles: the lines before the first one are counted. */
    private static int firstBadLine(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int bad = text.indexOf('\uFFFD');
        return 1 + (int) text.substring(0, Math.max(bad, 0)).chars().filter(c -> c == '\n').count();
    }
}
