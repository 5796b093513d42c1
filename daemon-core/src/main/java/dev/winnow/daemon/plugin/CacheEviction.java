package dev.winnow.daemon.plugin;

import dev.winnow.db.plugin.PluginStore;
import dev.winnow.plugin.bundle.ContentCache;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes from this host's cache what no kept generation names and no process uses. */
final class CacheEviction {
    private static final Logger LOG = LoggerFactory.getLogger(CacheEviction.class);
    private static final Duration UNUSED = Duration.ofDays(1);
    private static final int AT_ONCE = 200;

    private final PluginStore store;
    private final ContentCache cache;
    private final InstantSource clock;

    CacheEviction(PluginStore store, ContentCache cache, InstantSource clock) {
        this.store = store;
        this.cache = cache;
        this.clock = clock;
    }

    /** Deletes some; what does not work is tried at the next start. */
    void run() {
        try {
            List<String> evicted = cache.evict(store.keptDigests(), clock.instant().minus(UNUSED), AT_ONCE);
            if (!evicted.isEmpty()) {
                LOG.info("{} versions of plugins that no generation names any more were deleted from this host's"
                        + " cache.", evicted.size());
            }
        } catch (IOException | RuntimeException e) {
            LOG.info("The cache of plugins could not be cleared up ({}); the next start tries again.", e.getMessage());
        }
    }
}
