package dev.winnow.web.api.json;

import dev.winnow.db.job.JobQueries;
import dev.winnow.web.service.JobLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a job's log.
 *
 * @param next {@code attempt.sequence} of the last line, where more follow
 * @param finished whether the job is, so that no more will come
 */
public record JobLogJson(List<Line> items, @Nullable String next, boolean finished) {
    public static JobLogJson of(JobLog log) {
        List<Line> lines = log.lines().stream().map(Line::of).toList();
        return new JobLogJson(lines, log.more() ? lines.getLast().attempt() + "." + lines.getLast().sequence() : null,
                log.finished());
    }

    /** A line. */
    public record Line(int attempt, int sequence, Instant at, String level, String message) {
        static Line of(JobQueries.LoggedLine logged) {
            return new Line(logged.attempt(), logged.line().sequence(), logged.line().at(), logged.line().level(),
                    logged.line().message());
        }
    }
}
