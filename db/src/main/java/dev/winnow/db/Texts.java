package dev.winnow.db;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Texts made to fit a column. */
public final class Texts {
    private Texts() {
    }

    /** At most so many characters as MySQL counts them (code points); the cut end shows as an ellipsis. */
    public static String cut(String text, int characters) {
        if (text.length() <= characters || text.codePointCount(0, text.length()) <= characters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, characters - 1)) + "…";
    }

    /** At most so many bytes of UTF-8; the cut end shows as an ellipsis of three bytes. */
    public static String cutBytes(String text, int bytes) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length <= bytes) {
            return text;
        }
        int end = bytes - 3;
        while (end > 0 && (encoded[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(encoded, 0, end, StandardCharsets.UTF_8) + "…";
    }

    /** SHA-256 over the parts, each followed by a NUL, as 64 hexadecimal digits. */
    public static String sha256(Iterable<String> parts) {
        MessageDigest digest = newSha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A fresh SHA-256, which every Java has. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
