package dev.winnow.web.page.view;

import dev.winnow.db.insight.ComplianceStore.Score;
import dev.winnow.db.insight.InsightRow;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An insight as lists show it, with its latest score; {@code bar} is the score as a width of at most 80. */
public record InsightLine(long id, String title, Status severity, String percent, double bar, String failing,
        String total, @Nullable When computed, @Nullable String problem, String origin) {
    /** An insight, seen from now; the score is null before the first. */
    public static InsightLine of(InsightRow row, @Nullable Score score, Times times) {
        var definition = row.definition();
        Status severity = Status.of(definition.severity());
        if (score == null) {
            return new InsightLine(row.id(), definition.title(), severity, "–", 0, "–", "–", null, null,
                    row.origin());
        }
        return new InsightLine(row.id(), definition.title(), severity, percent(score), score.percent() * 0.8,
                Long.toString(score.failing()), Long.toString(score.total()), times.when(score.computedAt()),
                score.problem(), row.origin());
    }

    /** The share of resources without a finding, with one decimal where it is not whole. */
    public static String percent(Score score) {
        double percent = score.percent();
        return (percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f", percent)
                : String.format(Locale.ROOT, "%.1f", percent)) + " %";
    }
}
