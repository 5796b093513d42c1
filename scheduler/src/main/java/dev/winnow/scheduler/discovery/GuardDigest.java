package dev.winnow.scheduler.discovery;

import dev.winnow.db.plugin.PublishedPlugin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Names what a confirmation is for: names and digests of all that is published from one source. */
final class GuardDigest {
    private GuardDigest() {
    }

    /** 64 hexadecimal digits. */
    static String of(List<PublishedPlugin> published) {
        StringBuilder text = new StringBuilder();
        published.stream().sorted(Comparator.comparing(PublishedPlugin::name)).forEach(plugin -> text
                .append(plugin.source()).append(' ').append(plugin.name()).append(' ').append(plugin.digest())
                .append('\n'));
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
