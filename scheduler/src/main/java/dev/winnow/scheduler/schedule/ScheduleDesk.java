package dev.winnow.scheduler.schedule;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.dispatch.Pusher;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private final JobDispatch ledger;
    private final Pusher pusher;
    private final Supplier<@Nullable Long> generation;
    private final TickJobs jobs;
    private final TickPlanner planner;

    /** @param generation the current one, which jobs are marked with */
    public ScheduleDesk(ScheduleStore store, JobDispatch ledger, Pusher pusher,
            Supplier<@Nullable Long> generation) {
        this.store = store;
        this.ledger = ledger;
        this.pusher = pusher;
        this.generation = generation;
        this.jobs = new TickJobs(RandomGenerator.getDefault(), UUID::randomUUID);
        this.planner = new TickPlanner(jobs);
    }

    /** The work that fires them. */
    public LeaderWork ticker() {
        return new Ticker(store, planner, pusher, generation);
    }

    /** Stops firing; false if there is no such schedule. */
    public boolean pause(Term term, String name) {
        return term.write(() -> store.pause(name, true));
    }

    /** Fires again from the next tick on; those that passed meanwhile are recorded as skipped. False if there is no such schedule. */
    public boolean resume(Term term, String name) {
        Optional<ScheduleRow> row = find(name);
        if (row.isEmpty()) {
            return false;
        }
        if (row.get().paused()) {
            TickPlan plan = planner.skip(row.get(), store.now(), "the schedule was paused");
            store.decide(term.held(), name, plan.decisions(), plan.next(), generation.get());
        }
        return term.write(() -> store.pause(name, false));
    }

    /** Queues one job of it at once, apart from its ticks; its id, or empty if there is no such schedule. */
    public Optional<Long> run(Term term, String name, String requestedBy) {
        Optional<ScheduleRow> row = find(name);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        List<JobRow> queued = term.write(
                () -> ledger.enqueue(List.of(jobs.now(row.get().definition(), requestedBy)), generation.get()));
        try {
            pusher.push(queued);
        } catch (QueueUnavailableException e) {
            LOG.info("The queue cannot be reached; what was asked for is queued in the ledger and starts later.");
        }
        return queued.stream().map(JobRow::id).findFirst();
    }

    /**
     * Has all insights computed now, unless an operator has paused that: filters come and go with the plugins of a
     * restart, and an insight whose filter is gone says so at once.
     */
    public void rescore(Term term) {
        if (find(COMPLIANCE).filter(row -> !row.paused()).isPresent()) {
            run(term, COMPLIANCE, "schedule:" + COMPLIANCE);
        }
    }

    private Optional<ScheduleRow> find(String name) {
        return store.all().stream().filter(row -> row.definition().name().equals(name)).findFirst();
    }
}
