package dev.winnow.scheduler.lead;

import java.time.Duration;

/** Something the leader does over and over. */
public interface LeaderWork {
    /** As it stands in the log after "Failed: ", and in the thread's name. */
    String name();

    /**
     * Does one round. Whatever it throws is said once and the round is tried again after a while.
     *
     * @return how long to wait before the next round
     */
    Duration round(Term term) throws InterruptedException;
}
