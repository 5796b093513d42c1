package dev.winnow.scheduler.schedule;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.dispatch.Pusher;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Outage;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fires schedules by the database's clock. One that cannot be decided holds back no other. */
public final class Ticker implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final int BATCH = 200;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final ScheduleStore store;
    private final TickPlanner planner;
    private final Pusher pusher;
    private final Supplier<@Nullable Long> generation;
    private final Map<String, Outage> outages = new ConcurrentHashMap<>();

    Ticker(ScheduleStore store, TickPlanner planner, Pusher pusher, Supplier<@Nullable Long> generation) {
        this.store = store;
        this.planner = planner;
        this.pusher = pusher;
        this.generation = generation;
    }

    @Override
    public String name() {
        return "firing schedules";
    }

    @Override
    public Duration round(Term term) {
        List<JobRow> jobs = new ArrayList<>();
        for (ScheduleRow row : store.due(BATCH)) {
            term.check();
            jobs.addAll(decide(term, row));
        }
        push(jobs);
        Instant now = store.now();
        Duration untilNext = store.nextTick().map(next -> Duration.between(now, next)).orElse(POLL);
        return untilNext.compareTo(POLL) < 0 && untilNext.isPositive() ? untilNext : POLL;
    }

    private void push(List<JobRow> jobs) {
        try {
            pusher.push(jobs);
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue cannot be reached, as the dispatcher says; {} jobs stay queued in the ledger.",
                    jobs.size(), e);
        }
    }

    private List<JobRow> decide(Term term, ScheduleRow row) {
        String name = row.definition().name();
        Outage outage = outages.computeIfAbsent(name, key -> new Outage(LOG, "firing the schedule '" + key + "'"));
        try {
            boolean unfinished = row.definition().overlap() == Overlap.SKIP && store.hasUnfinishedJob(name);
            TickPlan plan = planner.plan(row, store.now(), unfinished);
            List<JobRow> jobs = store.decide(term.held(), name, plan.decisions(), plan.next(), generation.get());
            outage.over();
            return jobs;
        } catch (IllegalArgumentException | IllegalStateException e) {
            outage.failed(e);
            return List.of();
        }
    }
}
