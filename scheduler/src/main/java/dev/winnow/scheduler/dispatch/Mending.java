package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobRow;
import dev.winnow.queue.Presence;
import java.time.Instant;

/** What to do about a job of which ledger and queue differ. */
enum Mending {
    /** They agree, or will without help. */
    NONE,
    /** The queue lost it while it waited: it is pushed again. */
    PUSH,
    /** The queue lost it while it was held back for a retry: it is held back again. */
    HOLD_BACK,
    /** The queue lost it while it ran: it is pushed with the next attempt. */
    PUSH_NEXT,
    /** The queue has taken it from its worker, the ledger does not know yet. */
    CRASH,
    /** It has lost its worker too often. */
    BURY,
    /** It is finished: nothing of it belongs into the queue. */
    REMOVE;

    /**
     * By what the ledger says and where the queue has it.
     *
     * @param now on the database's clock
     */
    static Mending of(JobRow row, Presence presence, Instant now) {
        return switch (row.state()) {
            case QUEUED -> switch (presence) {
                // Dead there, and not begun by the ledger: spared, or wanted once more by an operator.
                case ABSENT, DEAD -> PUSH;
                case WAITING, DELAYED, RUNNING -> NONE;
            };
            case RUNNING -> switch (presence) {
                case ABSENT -> PUSH_NEXT;
                case WAITING, DELAYED -> CRASH;
                case DEAD -> BURY;
                case RUNNING -> NONE;
            };
            case RETRYING -> switch (presence) {
                case ABSENT -> row.availableAt().isAfter(now) ? HOLD_BACK : PUSH;
                case DEAD -> BURY;
                case WAITING, DELAYED, RUNNING -> NONE;
            };
            case REQUESTED -> NONE;
            case SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED -> finished(presence);
        };
    }

    private static Mending finished(Presence presence) {
        return presence == Presence.WAITING || presence == Presence.DELAYED ? REMOVE : NONE;
    }
}
