package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore.Decision;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what becomes of each expected tick of a schedule. Pure: the same question has the same answer.
 *
 * <p>A tick is missed when it is older than a minute, or when a later one is due, too: then nobody was there to fire it,
 * and the catch-up policy speaks. At most 1,000 missed ticks are recorded one by one; the oldest record stands for those
 * before it.
 */
final class TickPlanner {
    /** How late a tick may be and still count as on time; a change of leaders takes less. */
    static final Duration ON_TIME = Duration.ofMinutes(1);
    /** How many ticks are recorded one by one. */
    static final int MOST = 1000;

    private final TickJobs jobs;

    TickPlanner(TickJobs jobs) {
        this.jobs = jobs;
    }

    /**
     * What becomes of what is due.
     *
     * @param unfinished whether the job of an earlier tick is unfinished
     * @throws IllegalArgumentException if the schedule's times are wrong
     */
    TickPlan plan(ScheduleRow row, Instant now, boolean unfinished) {
        TickTimes times = TickTimes.of(row.definition());
        TickTimes.Due due = due(row, times, now);
        List<Decision> decisions = new ArrayList<>();
        boolean busy = unfinished;
        for (int i = 0; i < due.ticks().size(); i++) {
            boolean last = i == due.ticks().size() - 1;
            Decision decision = decide(row.definition(), due.ticks().get(i), last, due.ticks().size() > 1, now, busy);
            busy |= decision.job() != null;
            decisions.add(i == 0 && due.cut() ? standsForOlder(decision) : decision);
        }
        return new TickPlan(decisions, next(row, times, now, due));
    }

    /** All that is due is skipped, for this reason. */
    TickPlan skip(ScheduleRow row, Instant now, String reason) {
        TickTimes times = TickTimes.of(row.definition());
        TickTimes.Due due = due(row, times, now);
        List<Decision> decisions = due.ticks().stream().map(tick -> new Decision(tick, "skipped", reason, null))
                .toList();
        return new TickPlan(decisions, next(row, times, now, due));
    }

    private static TickTimes.Due due(ScheduleRow row, TickTimes times, Instant now) {
        Instant next = row.nextTickAt();
        return times.due(next == null ? times.first(row.firstSeen(), now) : next, now, MOST);
    }

    private static Instant next(ScheduleRow row, TickTimes times, Instant now, TickTimes.Due due) {
        if (!due.ticks().isEmpty()) {
            return times.after(due.ticks().getLast());
        }
        Instant next = row.nextTickAt();
        return next == null ? times.first(row.firstSeen(), now) : next;
    }

    private Decision decide(ScheduleDefinition schedule, Instant tick, boolean last, boolean several, Instant now,
            boolean busy) {
        boolean onTime = last && Duration.between(tick, now).compareTo(ON_TIME) <= 0;
        return switch (schedule.catchUp()) {
            case SKIP -> onTime
                    ? fire(schedule, tick, "fired", "on time", busy)
                    : new Decision(tick, "skipped", missed(last) + "; catch-up is skip", null);
            case FIRE_ONCE -> last
                    ? fire(schedule, tick, onTime && !several ? "fired" : "caught-up", onTime && !several
                            ? "on time"
                            : "stands for what was missed while no scheduler ran", busy)
                    : new Decision(tick, "coalesced", missed(false) + ", which stands for it", null);
            case FIRE_ALL -> fire(schedule, tick, onTime ? "fired" : "caught-up", onTime
                    ? "on time"
                    : missed(last) + "; catch-up is fire-all", busy);
        };
    }

    private static String missed(boolean last) {
        return last ? "missed while no scheduler ran" : "missed: when a scheduler looked, a later tick was due";
    }

    private Decision fire(ScheduleDefinition schedule, Instant tick, String outcome, String reason, boolean busy) {
        if (busy && schedule.overlap() == Overlap.SKIP) {
            return new Decision(tick, "skipped", "the job of an earlier tick is unfinished; overlap is skip", null);
        }
        return new Decision(tick, outcome, reason, jobs.of(schedule));
    }

    private static Decision standsForOlder(Decision decision) {
        return new Decision(decision.tickAt(), decision.outcome(), decision.reason()
                + "; stands for all expected ticks before it, too: more than " + MOST + " were missed",
                decision.job());
    }
}
