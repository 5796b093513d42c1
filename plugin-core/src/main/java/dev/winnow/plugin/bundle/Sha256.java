package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files, in a stream. */
final class Sha256 {
    private static final int BUFFER = 64 * 1024;

    private Sha256() {
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of a file as it is now, with the number of bytes that were read. */
    static Sum of(Path file) throws IOException {
        MessageDigest digest = start();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        }
        return new Sum(hex(digest), size);
    }

    /**
     * What a file's bytes come to.
     *
     * @param hex 64 digits
     * @param size in bytes
     */
    record Sum(String hex, long size) {
    }
}
