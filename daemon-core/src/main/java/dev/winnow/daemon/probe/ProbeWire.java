package dev.winnow.daemon.probe;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests and answers as lines of JSON. An answer begins with a token that only the two processes know, so that what a
 * plugin prints is never taken for one: a line without it is the plugin's own.
 */
public final class ProbeWire {
    /** The longest answer in bytes. */
    public static final int LONGEST = 8 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String prefix;

    /** With this token. */
    public ProbeWire(String token) {
        this.prefix = token + ' ';
    }

    /** A token that nobody can guess. */
    public static String newToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A request in one line. */
    public static String write(TrialRequest request) {
        return MAPPER.writeValueAsString(request);
    }

    static TrialRequest readRequest(String line) {
        return MAPPER.readValue(line, TrialRequest.class);
    }

    String write(ProbeMessage message) {
        return prefix + MAPPER.writeValueAsString(message);
    }

    /**
     * The answer in a line; empty where the line is none.
     *
     * @throws IllegalArgumentException if it is one that cannot be read
     */
    public Optional<ProbeMessage> read(String line) {
        if (!line.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(line.substring(prefix.length()), ProbeMessage.class));
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("an answer cannot be read: " + e.getMessage(), e);
        }
    }
}
