package dev.winnow.scheduler.schedule;

import dev.winnow.scheduler.lead.Term;
import java.util.Collection;

/** Calls jobs off, whether they wait or run. */
@FunctionalInterface
public interface Canceller {
    /**
     * Those that wait end as cancelled; those that run are told to stop, and end when they have.
     *
     * @param requestedBy whom the ledger names for it
     */
    void cancel(Term term, Collection<Long> jobs, String requestedBy);
}
