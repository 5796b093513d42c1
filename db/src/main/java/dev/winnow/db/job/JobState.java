package dev.winnow.db.job;

import java.util.Locale;
import java.util.Set;

/** A job's state in the ledger. */
public enum JobState {
    /** Asked for, not yet seen by the scheduler. */
    REQUESTED,
    /** In the queue, or on its way there. */
    QUEUED,
    /** Held by a worker. */
    RUNNING,
    /** Failed, waiting for its next attempt. */
    RETRYING,
    /** Done. */
    SUCCEEDED,
    /** Failed for the last time. */
    FAILED,
    /** Lost its worker too often. */
    DEAD,
    /** Called off. */
    CANCELLED,
    /** Too late to start. */
    EXPIRED;

    /** States that nothing follows. */
    public static final Set<JobState> FINISHED = Set.of(SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED);

    /** As it stands in the ledger and the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this code. */
    public static JobState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing follows. */
    public boolean isFinished() {
        return FINISHED.contains(this);
    }
}
