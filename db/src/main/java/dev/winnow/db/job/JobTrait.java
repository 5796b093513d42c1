package dev.winnow.db.job;

import java.util.Collection;

/** What else there is to know of a job, kept as bits of its row so that the usual job costs no look elsewhere. */
public enum JobTrait {
    /** Has a row in {@code job_limit}. */
    LIMITED,
    /** Has a row in {@code job_wait}: requested, and not to be dispatched until what it waits for is there. */
    WAITING,
    /** Is a member of a batch. */
    MEMBER,
    /** Another job of its chain waits for it. */
    FOLLOWED,
    /** Has a row in {@code job_expiry}. */
    EXPIRES,
    /** Its unique key ends with its start, so the ledger must be told before it starts. */
    UNIQUE_UNTIL_START,
    /** Somebody called it off while it ran. */
    CANCELLING,
    /** Has a row in {@code job_detail}: long arguments, a unique key, a parent, or a deadline of its own. */
    DETAILED;

    /** Its bit. */
    public int bit() {
        return 1 << ordinal();
    }

    /** Whether the row's bits have it. */
    public boolean in(int traits) {
        return (traits & bit()) != 0;
    }

    /** The bits of all these. */
    public static int bits(Collection<JobTrait> traits) {
        return traits.stream().mapToInt(JobTrait::bit).reduce(0, (a, b) -> a | b);
    }
}
