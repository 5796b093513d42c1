package dev.winnow.daemon.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of remote sources. */
final class SourceName {
    private static final int MAX_LENGTH = 80;
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
    private static final Set<String> TAKEN = Set.of("local", "bundled");

    private SourceName() {
    }

    /** The name that was given, or one made of the address. */
    static String of(RemoteFields fields, String address) {
        String given = fields.text("name").orElse("");
        if (given.isEmpty()) {
            return shortened(address.replaceAll("/+$", ""));
        }
        if (!ALLOWED.matcher(given).matches() || TAKEN.contains(given)) {
            fields.complain("has a 'name' that is not allowed: expected lower-case letters, digits, '.', '_' and '-',"
                    + " at most 60, and neither local nor bundled");
        }
        return given;
    }

    /** What is too long for the database ends in a digest of all of it. */
    private static String shortened(String address) {
        if (address.length() <= MAX_LENGTH) {
            return address;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            String tail = HexFormat.of().formatHex(digest, 0, 6);
            return address.substring(0, MAX_LENGTH - tail.length() - 1) + "-" + tail;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
