package dev.winnow.worker;

import dev.winnow.db.job.JobOutcomes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one attempt says while it runs: log lines and progress, kept until {@link #flush} writes them, which happens
 * about once a second and at the end. Bounded: a handler that talks without end fills neither memory nor ledger.
 */
final class JobNotes {
    static final int LINES = 5000;
    static final int LINE_LENGTH = 4000;

    private static final Logger LOG = LoggerFactory.getLogger(JobNotes.class);

    private final JobOutcomes outcomes;
    private final InstantSource clock;
    private final long jobId;
    private final int attempt;
    private final List<JobOutcomes.LogLine> waiting = new ArrayList<>();
    private int lines;
    private @Nullable Progress progress;

    JobNotes(JobOutcomes outcomes, InstantSource clock, long jobId, int attempt) {
        this.outcomes = outcomes;
        this.clock = clock;
        this.jobId = jobId;
        this.attempt = attempt;
    }

    synchronized void log(String level, String message) {
        if (lines > LINES) {
            return;
        }
        lines++;
        String text = lines > LINES
                ? "More than " + LINES + " lines: the rest of this attempt's log is left out."
                : message.length() > LINE_LENGTH ? message.substring(0, LINE_LENGTH) + " ..." : message;
        waiting.add(new JobOutcomes.LogLine(lines, clock.instant(), level, text));
    }

    synchronized void progress(long done, long total, String message) {
        progress = new Progress(done, total, message);
    }

    /** Writes what waits. Where MySQL does not take it, it is tried again with the next flush. */
    void flush() {
        List<JobOutcomes.LogLine> batch;
        Progress last;
        synchronized (this) {
            batch = List.copyOf(waiting);
            waiting.clear();
            last = progress;
            progress = null;
        }
        try {
            if (!batch.isEmpty()) {
                outcomes.log(jobId, attempt, batch);
                batch = List.of();
            }
            if (last != null) {
                outcomes.progress(jobId, attempt, last.done(), last.total(), last.message());
            }
        } catch (RuntimeException e) {
            LOG.debug("Log and progress of job {} could not be written yet", jobId, e);
            synchronized (this) {
                waiting.addAll(0, batch);
                progress = progress == null ? last : progress;
            }
        }
    }

    private record Progress(long done, long total, String message) {
    }
}
