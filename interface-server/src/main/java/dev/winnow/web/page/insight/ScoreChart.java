package dev.winnow.web.page.insight;

import dev.winnow.db.insight.ComplianceStore.Score;
import dev.winnow.web.page.view.InsightLine;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A score over time as a line on a base of zero, drawn into 640 by 200 units, with the same numbers as a table.
 *
 * @param line the path of the line
 * @param area the path of what is below it
 * @param from what stands at the left end
 * @param to what stands at the right end
 * @param points newest first
 */
record ScoreChart(String line, String area, String lastX, String lastY, String labelY, String from, String to,
        List<Point> points) {
    private static final double LEFT = 40;
    private static final double RIGHT = 584;
    private static final double TOP = 16;
    private static final double BASE = 176;

    /** One score. */
    record Point(When at, String percent, long failing, long total) {
    }

    /** The chart of these scores, oldest first; null of none. */
    static @Nullable ScoreChart of(List<Score> history, Times times) {
        List<Score> scores = history.stream().filter(score -> score.problem() == null).toList();
        if (scores.isEmpty()) {
            return null;
        }
        Instant begin = scores.getFirst().computedAt();
        Instant end = scores.getLast().computedAt();
        double span = Math.max(1, Duration.between(begin, end).toMillis());
        StringBuilder line = new StringBuilder();
        double x = LEFT;
        double y = BASE;
        for (Score score : scores) {
            x = scores.size() == 1
                    ? RIGHT
                    : LEFT + (RIGHT - LEFT) * Duration.between(begin, score.computedAt()).toMillis() / span;
            y = BASE - (BASE - TOP) * score.percent() / 100;
            line.append(line.isEmpty() ? "M" : "L").append(at(x)).append(' ').append(at(y));
        }
        String firstX = at(scores.size() == 1 ? RIGHT : LEFT);
        List<Point> points = scores.reversed().stream().map(score -> new Point(times.when(score.computedAt()),
                InsightLine.percent(score), score.failing(), score.total())).toList();
        return new ScoreChart(line.toString(),
                line + "L" + at(x) + " " + at(BASE) + "L" + firstX + " " + at(BASE) + "Z",
                at(x), at(y), at(y + 4), scores.size() == 1 ? "" : times.when(begin).relative(),
                times.when(end).relative(), points);
    }

    private static String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
