package dev.winnow.db.plugin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source of plugins as the scheduler last saw it.
 *
 * @param name for example {@code local}
 * @param location what people read
 * @param markerSeen whether a marker of this installation was ever seen there
 * @param lastScanAt when it was last tried
 * @param lastOkAt when it was last read; null for never
 * @param problem why the last try failed or was refused; null where it did not
 * @param guarded whether removals are refused until an operator confirms
 * @param guardedDigest names what a confirmation is for: the digest over the published plugins of this source
 */
public record SourceStatus(String name, String location, boolean markerSeen, Instant lastScanAt,
        @Nullable Instant lastOkAt, @Nullable String problem, boolean guarded, @Nullable String guardedDigest) {
}
