package dev.winnow.queue.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * A script's text and the digest by which Redis knows it.
 *
 * @param text with the shared parts put in
 * @param sha1 as EVALSHA takes it
 */
record ScriptSource(byte[] text, byte[] sha1) {
    private static final String INCLUDE = "-- include ";

    /** Reads a resource of this package. A line {@code -- include FILE} stands for that file. */
    static ScriptSource read(String file) {
        String text = resource(file).lines().map(ScriptSource::expand).collect(Collectors.joining("\n"));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ScriptSource(bytes, sha1Of(bytes));
    }

    private static String expand(String line) {
        return line.startsWith(INCLUDE) ? resource(line.substring(INCLUDE.length()).strip()) : line;
    }

    private static String resource(String file) {
        try (InputStream content = ScriptSource.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException("script " + file + " is missing from the class path");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("script " + file + " cannot be read", e);
        }
    }

    private static byte[] sha1Of(byte[] text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text)).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
