package dev.winnow.scheduler.schedule;

import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.db.schedule.Fired;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.dispatch.Pusher;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do with schedules, and the work that fires them. */
public final class ScheduleDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleDesk.class);

    private static final String COMPLIANCE = "compliance";

    private final ScheduleStore store;
    private final Pusher pusher;
    private final Supplier<@Nullable Long> generation;
    private final TickJobs jobs;
    private final TickPlanner planner;
    private final TickMeters meters;

    /** @param generation the current one, which jobs are marked with */
    public ScheduleDesk(ScheduleStore store, Pusher pusher,
            Supplier<@Nullable Long> generation, TickMeters meters, Tracing tracing) {
        this.store = store;
        this.pusher = pusher;
        this.generation = generation;
        this.jobs = new TickJobs(RandomGenerator.getDefault(), name -> tracing.correlation("schedule " + name));
        this.meters = meters;
        this.planner = new TickPlanner(jobs);
    }

    /** The work that fires them. */
    public LeaderWork ticker() {
        return new Ticker(store, planner, pusher::push, generation, meters);
    }

    /** Stops firing: ticks from now on are recorded as skipped. False if there is no such schedule. */
    public boolean pause(Term term, String name) {
        return term.write(() -> store.pause(name, true));
    }

    /** Fires again from the next tick on; those that passed meanwhile are recorded as skipped. False if there is no such schedule. */
    public boolean resume(Term term, String name) {
        return term.write(() -> {
            // In one transaction: a tick that was due while it was paused must not be left to fire.
            for (boolean more = true; more;) {
                Optional<TickPlan> plan = store.find(name).filter(ScheduleRow::paused)
                        .map(row -> planner.plan(row, store.now()));
                plan.ifPresent(known -> store.decide(term.held(), List.of(known.ruling()), generation.get()));
                more = plan.filter(TickPlan::more).isPresent();
            }
            return store.pause(name, false);
        });
    }

    /** Queues one job of it at once, apart from its ticks; its id, or empty if there is no such schedule. */
    public Optional<Long> run(Term term, String name, String requestedBy) {
        return store.find(name).map(row -> {
            term.check();
            Fired fired = store.fire(term.held(), jobs.now(row.definition(), requestedBy), generation.get());
            try {
                pusher.push(fired.toPush());
            } catch (QueueUnavailableException e) {
                LOG.info("The queue cannot be reached; what was asked for is queued in the ledger and starts later.");
            }
            return fired.ids().getFirst();
        });
    }

    /**
     * Has all insights computed now, unless an operator has paused that: filters come and go with the plugins of a
     * restart, and an insight whose filter is gone says so at once.
     */
    public void rescore(Term term) {
        if (store.find(COMPLIANCE).filter(row -> !row.paused()).isPresent()) {
            run(term, COMPLIANCE, "schedule:" + COMPLIANCE);
        }
    }
}
