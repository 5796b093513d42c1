package dev.winnow.web.api.json;

import dev.winnow.db.insight.InsightRow;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.web.service.InsightSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An insight.
 *
 * @param compliance its latest score; null until it was computed
 */
public record InsightJson(String id, String name, String title, String description, String severity,
        String resourceType, List<Use> filters, String origin, Instant updatedAt, @Nullable ScoreJson compliance) {
    public static InsightJson of(InsightSummary summary) {
        InsightRow row = summary.row();
        InsightDefinition definition = row.definition();
        return new InsightJson(Long.toString(row.id()), definition.name(), definition.title(),
                definition.description(), Codes.of(definition.severity()), definition.resourceType(),
                definition.filters().stream().map(use -> new Use(use.filter(), use.settings().values())).toList(),
                row.origin(), row.updatedAt(), summary.score().map(ScoreJson::of).orElse(null));
    }

    /** A filter with its settings. */
    public record Use(String filter, Map<String, Object> settings) {
    }
}
