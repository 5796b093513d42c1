package dev.winnow.web.api.json;

import dev.winnow.db.plugin.Generation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A published set of plugins. */
public record GenerationJson(long id, String reason, @Nullable Long rolledBackTo, String contentDigest,
        Instant createdAt) {
    public static GenerationJson of(Generation generation) {
        return new GenerationJson(generation.id(), generation.reason(), generation.rolledBackTo(),
                generation.contentDigest(), generation.createdAt());
    }
}
