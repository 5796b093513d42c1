package dev.winnow.web.service;

import java.util.HexFormat;

/** Shows bytes that nobody could read. */
public final class DeadLetterText {
    private static final int BYTES = 2_000;
    private static final HexFormat HEX = HexFormat.of();

    private DeadLetterText() {
    }

    /** The beginning: plain text as it is, other bytes as {@code \\x1f}. */
    public static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, BYTES); i++) {
            if (bytes[i] >= ' ' && bytes[i] < 0x7f) {
                text.append((char) bytes[i]);
            } else {
                text.append("\\x").append(HEX.toHexDigits(bytes[i]));
            }
        }
        return bytes.length > BYTES ? text + "..." : text.toString();
    }
}
