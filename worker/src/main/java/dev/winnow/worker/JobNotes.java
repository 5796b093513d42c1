package dev.winnow.worker;

import dev.winnow.db.job.JobOutcomes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt says while it runs: log lines and progress, until they are taken to be written. Bounded: a handler
 * that talks without end fills neither memory nor ledger.
 */
final class JobNotes {
    static final int LINES = 5000;
    static final int LINE_LENGTH = 4000;
    /** More than this should be written soon. */
    private static final int MANY = 500;

    private final HeldJob job;
    private final List<JobOutcomes.LogLine> waiting = new ArrayList<>();
    private int lines;
    private @Nullable Progress progress;

    JobNotes(HeldJob job) {
        this.job = job;
    }

    HeldJob job() {
        return job;
    }

    /** Adds a line; true where many wait by now. */
    synchronized boolean log(Instant at, String level, String message) {
        if (lines > LINES) {
            return false;
        }
        lines++;
        String text = lines > LINES
                ? "More than " + LINES + " lines: the rest of this attempt's log is left out."
                : message.length() > LINE_LENGTH ? message.substring(0, LINE_LENGTH) + " ..." : message;
        waiting.add(new JobOutcomes.LogLine(lines, at, level, text));
        return waiting.size() == MANY;
    }

    synchronized void progress(long done, long total, String message) {
        progress = new Progress(done, total, message);
    }

    /** What waits; null if nothing does. */
    synchronized @Nullable Taken take() {
        if (waiting.isEmpty() && progress == null) {
            return null;
        }
        Taken taken = new Taken(this, List.copyOf(waiting), progress);
        waiting.clear();
        progress = null;
        return taken;
    }

    /** Whether something waits. */
    synchronized boolean isWaiting() {
        return !waiting.isEmpty() || progress != null;
    }

    /** Puts back what could not be written. */
    synchronized void putBack(Taken taken) {
        waiting.addAll(0, taken.lines());
        progress = progress == null ? taken.progress() : progress;
    }

    /** What was taken to be written. */
    record Taken(JobNotes notes, List<JobOutcomes.LogLine> lines, @Nullable Progress progress) {
    }

    /** How far it is. */
    record Progress(long done, long total, String message) {
    }
}
