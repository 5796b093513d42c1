package dev.winnow.web.api.json;

import dev.winnow.db.insight.ComplianceStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an insight stood.
 *
 * @param score the share of resources without a finding, 0 to 100
 * @param problem why it could not be computed; null where it was
 */
public record ScoreJson(double score, long total, long failing, Instant computedAt, String jobId,
        @Nullable String problem) {
    public static ScoreJson of(ComplianceStore.Score score) {
        return new ScoreJson(score.percent(), score.total(), score.failing(), score.computedAt(),
                Long.toString(score.jobId()), score.problem());
    }
}
