package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobRow;
import dev.winnow.queue.Presence;

/** What to do about a job of which ledger and queue differ. */
enum Mending {
    /** They agree, or will without help. */
    NONE,
    /** The queue lost it: it is pushed again. */
    PUSH,
    /** The queue lost it while it ran: that counts as a crash, and it is pushed with the next attempt. */
    CRASH_AND_PUSH,
    /** The queue has taken it from its worker, the ledger does not know yet. */
    CRASH,
    /** It has lost its worker too often. */
    BURY,
    /** It is finished: nothing of it belongs into the queue. */
    REMOVE;

    /** By what the ledger says and where the queue has it. */
    static Mending of(JobRow row, Presence presence) {
        return switch (row.state()) {
            case QUEUED -> switch (presence) {
                case ABSENT -> PUSH;
                // One that an operator wants once more begins to count its crashes anew.
                case DEAD -> isLastCrash(row) ? BURY : PUSH;
                case WAITING, DELAYED, RUNNING -> NONE;
            };
            case RUNNING -> switch (presence) {
                case ABSENT -> isLastCrash(row) ? BURY : CRASH_AND_PUSH;
                case WAITING, DELAYED -> CRASH;
                case DEAD -> BURY;
                case RUNNING -> NONE;
            };
            case RETRYING -> presence == Presence.DEAD ? BURY : NONE;
            case REQUESTED -> NONE;
            case SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED -> finished(presence);
        };
    }

    private static boolean isLastCrash(JobRow row) {
        return row.crashes() + 1 >= LeaseExpiry.MAX_CRASHES;
    }

    private static Mending finished(Presence presence) {
        return presence == Presence.WAITING || presence == Presence.DELAYED ? REMOVE : NONE;
    }
}
