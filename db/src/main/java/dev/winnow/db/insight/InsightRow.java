package dev.winnow.db.insight;

import dev.winnow.plugin.spi.InsightDefinition;
import java.time.Instant;

/** An insight with its origin: {@code user:NAME}, {@code plugin:NAME} or {@code built-in}. */
public record InsightRow(long id, InsightDefinition definition, String origin, Instant updatedAt) {
}
