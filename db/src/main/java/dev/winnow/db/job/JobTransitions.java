package dev.winnow.db.job;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import static dev.winnow.db.job.JobState.CANCELLED;
import static dev.winnow.db.job.JobState.DEAD;
import static dev.winnow.db.job.JobState.EXPIRED;
import static dev.winnow.db.job.JobState.FAILED;
import static dev.winnow.db.job.JobState.QUEUED;
import static dev.winnow.db.job.JobState.REQUESTED;
import static dev.winnow.db.job.JobState.RETRYING;
import static dev.winnow.db.job.JobState.RUNNING;

/** The state changes there are; every UPDATE of a job's state takes its WHERE clause from here. */
final class JobTransitions {
    private JobTransitions() {
    }

    /** The states that may become this one. */
    static Set<JobState> sourcesOf(JobState target) {
        return switch (target) {
            // An operator wants it once more, or no worker has a handler for it.
            case REQUESTED -> EnumSet.of(FAILED, DEAD, CANCELLED, EXPIRED, QUEUED, RUNNING, RETRYING, REQUESTED);
            // Pushed, or back after a crash or a hand-back.
            case QUEUED -> EnumSet.of(REQUESTED, RETRYING, RUNNING);
            // Running again is a later attempt after a lost lease.
            case RUNNING -> EnumSet.of(QUEUED, RETRYING, RUNNING);
            case DEAD -> EnumSet.of(QUEUED, RETRYING, RUNNING);
            // A job runs by its lease: of a short one the row hears nothing until its outcome.
            case RETRYING, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> EnumSet.of(REQUESTED, QUEUED, RUNNING, RETRYING);
        };
    }

    /** Whether this state may become that. */
    static boolean allowed(JobState from, JobState to) {
        return sourcesOf(to).contains(from);
    }

    /** {@code state IN (...)} for a change to this state. */
    static String into(JobState target) {
        return in(sourcesOf(target));
    }

    /** {@code state IN (...)} for a change to this state from one of these only. */
    static String into(JobState target, JobState... from) {
        Set<JobState> states = EnumSet.copyOf(sourcesOf(target));
        states.retainAll(Set.of(from));
        if (states.size() != from.length) {
            throw new IllegalArgumentException("no such change of state to " + target);
        }
        return in(states);
    }

    /** {@code state IN (...)}. */
    static String in(Set<JobState> states) {
        return states.stream().map(state -> "'" + state.code() + "'")
                .collect(Collectors.joining(", ", "state IN (", ")"));
    }
}
