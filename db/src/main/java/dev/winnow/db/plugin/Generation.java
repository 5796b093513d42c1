package dev.winnow.db.plugin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published set of plugins.
 *
 * @param id 1, 2, 3, ...
 * @param reason {@code publish} or {@code rollback}
 * @param rolledBackTo the generation whose content it names again; null for a publish
 * @param contentDigest over names, states and digests of all plugins
 * @param createdAt when it was committed
 * @param plugins sorted by name
 */
public record Generation(long id, String reason, @Nullable Long rolledBackTo, String contentDigest, Instant createdAt,
        List<PublishedPlugin> plugins) {
    public Generation {
        plugins = List.copyOf(plugins);
    }
}
