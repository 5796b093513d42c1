package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.Tick;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** Says of a schedule's ledger whether it is what the policies ask for, given when a leader looked. */
final class YearOracle {
    private static final Duration ON_TIME = Duration.ofMinutes(1);

    private final TreeMap<Instant, Look> looks = new TreeMap<>();
    private final SimulatedJobs jobs;
    private final Set<Long> calledOff = new HashSet<>();
    private final Set<Long> seen = new HashSet<>();

    YearOracle(List<Look> looks, SimulatedJobs jobs) {
        looks.forEach(look -> this.looks.put(look.at(), look));
        this.jobs = jobs;
    }

    /** A leader's look at what was due. */
    record Look(Instant at, Set<String> paused) {
    }

    /** The jobs that had to be called off in the ledgers that were judged. */
    Set<Long> calledOff() {
        return calledOff;
    }

    /** Judges; returns how many ticks had to be there. Those after the last look were nobody's yet. */
    long judge(ScheduleDefinition schedule, List<Instant> allTicks, List<Tick> ledger) {
        List<Instant> ticks = allTicks.stream().filter(tick -> !tick.isAfter(looks.lastKey())).toList();
        List<Tick> single = new ArrayList<>();
        int next = 0;
        for (Tick record : ledger) {
            assertThat(next + record.count()).as("ticks of %s", schedule).isLessThanOrEqualTo(ticks.size());
            assertThat(record.tickAt()).as("tick %d of %s", next, schedule).isEqualTo(ticks.get(next));
            next += (int) record.count();
            assertThat(record.until()).isEqualTo(ticks.get(next - 1));
            for (Instant tick : ticks.subList(next - (int) record.count(), next)) {
                single.add(new Tick(schedule.name(), tick, record.outcome(), record.reason(), record.jobId(), record
                        .decidedAt()));
            }
            assertThat(record.jobId() == null || record.count() == 1).isTrue();
        }
        assertThat(next).as("every tick of %s up to the last look", schedule).isEqualTo(ticks.size());
        List<Long> fired = new ArrayList<>();
        for (int i = 0; i < single.size(); i++) {
            judge(schedule, single, i, fired);
        }
        return ticks.size();
    }

    private void judge(ScheduleDefinition schedule, List<Tick> ticks, int i, List<Long> fired) {
        Tick tick = ticks.get(i);
        Look look = looks.ceilingEntry(tick.tickAt()).getValue();
        assertThat(tick.decidedAt()).as("the first look after the tick %s", tick).isEqualTo(look.at());
        boolean last = i == ticks.size() - 1 || ticks.get(i + 1).tickAt().isAfter(look.at());
        boolean first = i == 0 || ticks.get(i - 1).decidedAt().isBefore(look.at());
        Duration late = Duration.between(tick.tickAt(), look.at());
        List<Long> unfinished = fired.stream().filter(job -> jobs.isUnfinished(job, look.at())).toList();
        String wanted = look.paused().contains(schedule.name())
                ? "skipped: paused"
                : wanted(schedule, late, first, last, unfinished.size());
        String found = tick.outcome() + ": " + (tick.reason().contains("paused") ? "paused" : "");
        assertThat(found.startsWith(wanted)).as("%s, found %s, wanted %s, %s", schedule, tick, wanted, unfinished)
                .isTrue();
        boolean fires = tick.outcome().equals("fired") || tick.outcome().equals("caught-up");
        assertThat(tick.jobId() != null).as("job of %s", tick).isEqualTo(fires);
        if (tick.jobId() != null) {
            assertThat(seen.add(tick.jobId())).as("the job of %s is no other tick's", tick).isTrue();
            if (schedule.overlap() == Overlap.CANCEL) {
                calledOff.addAll(unfinished);
            }
            fired.add(tick.jobId());
        }
    }

    private static String wanted(ScheduleDefinition schedule, Duration late, boolean first, boolean last,
            int unfinished) {
        boolean onTime = last && late.compareTo(ON_TIME) <= 0;
        Duration within = schedule.options().catchUpWithin();
        String outcome = onTime && (first || schedule.catchUp() != CatchUp.FIRE_ONCE) ? "fired" : "caught-up";
        if (!onTime && within != null && late.compareTo(within) > 0) {
            return "skipped";
        }
        if (!onTime && schedule.catchUp() == CatchUp.SKIP) {
            return "skipped";
        }
        if (!last && schedule.catchUp() == CatchUp.FIRE_ONCE) {
            return "coalesced";
        }
        return switch (schedule.overlap()) {
            case ALLOW -> outcome;
            case SKIP -> unfinished == 0 ? outcome : "skipped";
            case QUEUE_ONE -> unfinished < 2 ? outcome : "skipped";
            case CANCEL -> last ? outcome : "coalesced";
        };
    }
}
