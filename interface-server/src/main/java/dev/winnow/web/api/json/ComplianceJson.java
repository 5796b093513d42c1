package dev.winnow.web.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.winnow.web.service.InsightSummary;
import org.jspecify.annotations.Nullable;

/** An insight's latest score; its members are absent until it was computed. */
public record ComplianceJson(String insightId, String name, String title, String severity, String resourceType,
        @JsonUnwrapped @Nullable ScoreJson score) {
    public static ComplianceJson of(InsightSummary summary) {
        return new ComplianceJson(Long.toString(summary.row().id()), summary.row().definition().name(),
                summary.row().definition().title(), Codes.of(summary.row().definition().severity()),
                summary.row().definition().resourceType(), summary.score().map(ScoreJson::of).orElse(null));
    }
}
