package dev.winnow.scheduler.schedule;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.db.schedule.Fired;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Outage;
import dev.winnow.scheduler.lead.Term;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * Fires schedules by the database's clock, some hundred in one transaction. One that cannot be decided holds back no
 * other.
 */
public final class Ticker implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final int PAGE = 500;
    /** After a long outage one schedule may bring a thousand records; a transaction stays small all the same. */
    private static final int MOST_DECISIONS = 2000;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final ScheduleStore store;
    private final TickPlanner planner;
    private final Consumer<List<JobRow>> push;
    private final Supplier<@Nullable Long> generation;
    private final TickMeters meters;
    private final Map<String, Outage> outages = new ConcurrentHashMap<>();

    Ticker(ScheduleStore store, TickPlanner planner, Consumer<List<JobRow>> push,
            Supplier<@Nullable Long> generation, TickMeters meters) {
        this.store = store;
        this.planner = planner;
        this.push = push;
        this.generation = generation;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "firing schedules";
    }

    @Override
    public Duration round(Term term) {
        boolean more = false;
        for (String after = ""; after != null;) {
            ScheduleStore.Due due = store.due(after, PAGE);
            term.check();
            more |= !due.rows().isEmpty() && decide(term, due.rows());
            after = due.goOnAfter();
        }
        Duration untilNext = store.untilNextTick().orElse(POLL);
        if (more) {
            return Duration.ZERO;
        }
        return untilNext.compareTo(POLL) < 0 && untilNext.isPositive() ? untilNext : POLL;
    }

    private boolean decide(Term term, List<ScheduleRow> page) {
        Instant now = store.now();
        boolean more = false;
        List<TickPlan> together = new ArrayList<>();
        int decisions = 0;
        for (ScheduleRow row : page) {
            Optional<TickPlan> plan = plan(row, now);
            if (plan.isPresent()) {
                more |= plan.get().more();
                decisions += plan.get().ruling().decisions().size();
                together.add(plan.get());
            }
            if (decisions > MOST_DECISIONS) {
                write(term, together, now);
                together.clear();
                decisions = 0;
            }
        }
        write(term, together, now);
        return more;
    }

    private Optional<TickPlan> plan(ScheduleRow row, Instant now) {
        try {
            return Optional.of(planner.plan(row, now));
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException | ArithmeticException e) {
            failed(row.definition().name(), e);
            return Optional.empty();
        }
    }

    private void write(Term term, List<TickPlan> plans, Instant now) {
        if (plans.isEmpty()) {
            return;
        }
        try {
            Fired fired = store.decide(term.held(), plans.stream().map(TickPlan::ruling).toList(), generation.get());
            plans.forEach(plan -> {
                works(plan.ruling().schedule());
                meters.decided(plan.ruling(), now);
            });
            push(fired);
        } catch (LeadershipLostException | NonTransientDataAccessResourceException e) {
            throw e;
        } catch (NonTransientDataAccessException | IllegalArgumentException | IllegalStateException e) {
            if (plans.size() == 1) {
                failed(plans.getFirst().ruling().schedule(), e);
            } else {
                plans.forEach(plan -> write(term, List.of(plan), now));
            }
        }
    }

    private void push(Fired fired) {
        try {
            push.accept(fired.toPush());
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue cannot be reached, as the dispatcher says; {} jobs stay queued in the ledger.",
                    fired.toPush().size(), e);
        }
    }

    private void failed(String schedule, Exception cause) {
        outages.computeIfAbsent(schedule, key -> new Outage(LOG, "firing the schedule '" + key + "'")).failed(cause);
    }

    private void works(String schedule) {
        Outage outage = outages.remove(schedule);
        if (outage != null) {
            outage.over();
        }
    }
}
