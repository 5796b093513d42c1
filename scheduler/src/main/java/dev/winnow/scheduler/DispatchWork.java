package dev.winnow.scheduler;

import dev.winnow.scheduler.dispatch.Dispatcher;
import dev.winnow.scheduler.dispatch.JobEnder;
import dev.winnow.scheduler.dispatch.LeaseExpiry;
import dev.winnow.scheduler.dispatch.Reconciler;
import dev.winnow.scheduler.dispatch.Releaser;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.publish.GenerationClearing;
import java.util.List;

/** What moves jobs, and what clears up. */
record DispatchWork(Dispatcher dispatcher, Releaser releaser, JobEnder ender, LeaseExpiry leaseExpiry,
        Reconciler reconciler, Housekeeping housekeeping, GenerationClearing clearing) {
    /** All of it, and this. */
    List<LeaderWork> and(LeaderWork other) {
        return List.of(reconciler, dispatcher, releaser, ender, leaseExpiry, housekeeping, clearing, other);
    }
}
