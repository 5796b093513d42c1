package dev.winnow.db.schedule;

import dev.winnow.db.job.NewJob;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a schedule's due ticks.
 *
 * @param row the schedule as it stood when this was made up; where its ticks or its pause are others by now, the ruling is
 *     void
 * @param decisions in the order of ticks, without a gap
 * @param nextTickAt the tick after them
 * @param cancelled the unfinished jobs that are called off for the one that fires
 */
public record Ruling(ScheduleRow row, List<Decision> decisions, Instant nextTickAt, List<Long> cancelled) {
    public Ruling {
        decisions = List.copyOf(decisions);
        cancelled = List.copyOf(cancelled);
    }

    /** One that calls nothing off. */
    public Ruling(ScheduleRow row, List<Decision> decisions, Instant nextTickAt) {
        this(row, decisions, nextTickAt, List.of());
    }

    /** The schedule's name. */
    public String schedule() {
        return row.definition().name();
    }

    /**
     * On one tick, or on several in a row that were missed together.
     *
     * @param tickAt the tick, or the first of them
     * @param until the last of them
     * @param count how many they are
     * @param outcome {@code fired}, {@code coalesced}, {@code caught-up} or {@code skipped}
     * @param reason a sentence without its full stop
     * @param job what fires; null where nothing does
     */
    public record Decision(Instant tickAt, Instant until, long count, String outcome, String reason,
            @Nullable NewJob job) {
        /** On one tick. */
        public Decision(Instant tickAt, String outcome, String reason, @Nullable NewJob job) {
            this(tickAt, tickAt, 1, outcome, reason, job);
        }
    }
}
