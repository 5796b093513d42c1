package dev.winnow.web.service;

import dev.winnow.db.insight.ComplianceStore;
import dev.winnow.db.insight.InsightRow;
import java.util.Optional;

/**
 * An insight with its latest score.
 *
 * @param score empty until it was computed
 */
public record InsightSummary(InsightRow row, Optional<ComplianceStore.Score> score) {
}
