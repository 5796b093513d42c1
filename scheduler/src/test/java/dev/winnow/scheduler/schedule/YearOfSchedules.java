package dev.winnow.scheduler.schedule;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schedules of every policy, in zones whose clocks change in many ways, and when each is expected to tick. */
final class YearOfSchedules {
    /** Half an hour, at midnight, backwards in winter, on the other hemisphere, on odd offsets, and never. */
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
            "Australia/Sydney", "America/Santiago", "Africa/Casablanca", "Asia/Kolkata", "Africa/Nairobi", "UTC",
            "Pacific/Chatham", "Europe/Dublin", "America/Havana", "Africa/Cairo", "Asia/Beirut", "Atlantic/Azores",
            "America/Sao_Paulo");
    /** Their ticks are at times of day of their own: few of those keep the simulation short. */
    private static final Set<String> ODD = Set.of("Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Chatham");
    private static final List<Duration> INTERVALS = List.of(Duration.ofHours(7), Duration.ofHours(12),
            Duration.ofHours(25), Duration.ofDays(1), Duration.ofDays(7));
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final Random random;
    private final ExpectedTicks clock;
    private final Instant begin;
    private final Instant end;
    private final List<ScheduleDefinition> definitions = new ArrayList<>();
    private final Map<String, List<Instant>> ticks = new HashMap<>();

    YearOfSchedules(long seed, int count, Instant begin, Instant end) {
        this.random = new Random(seed);
        this.clock = new ExpectedTicks(begin, end);
        this.begin = begin;
        this.end = end;
        for (int i = 0; i < count; i++) {
            String name = "year.s%03d".formatted(i);
            if (i % 5 == 0) {
                interval(name, INTERVALS.get(i / 5 % INTERVALS.size()));
            } else {
                String zone = ZONES.get(i % ZONES.size());
                cron(name, cron(i, zone), zone);
            }
        }
    }

    List<ScheduleDefinition> definitions() {
        return definitions;
    }

    List<Instant> ticks(String name) {
        return ticks.getOrDefault(name, List.of());
    }

    private void cron(String name, ExpectedTicks.Cron cron, String zone) {
        definitions.add(definition(name, cron.text(), null, zone));
        ticks.put(name, clock.of(cron, zone));
    }

    private void interval(String name, Duration interval) {
        definitions.add(definition(name, null, interval, "UTC"));
        List<Instant> expected = new ArrayList<>();
        for (Instant tick = begin; tick.isBefore(end); tick = tick.plus(interval)) {
            expected.add(tick);
        }
        ticks.put(name, expected);
    }

    private ExpectedTicks.Cron cron(int i, String zone) {
        if (i % 125 == 1) {
            return new ExpectedTicks.Cron(Set.of(0), Set.of(), Set.of(), Set.of(7));
        }
        // Named hours mostly lie where clocks change; half past is a time that some of them skip.
        boolean odd = ODD.contains(zone);
        Set<Integer> minutes = i % ZONES.size() == 0 || odd && random.nextBoolean() ? Set.of(30) : Set.of(0);
        int hour = odd ? 1 + random.nextInt(2) : random.nextInt(random.nextInt(3) == 0 && minutes.contains(0) ? 24 : 4);
        Set<Integer> hours = odd || random.nextInt(10) > 0 ? Set.of(hour) : Set.of(0, 6, 12, 18);
        return switch (i % 4) {
            case 0 -> new ExpectedTicks.Cron(minutes, hours, Set.of(1, 15, 29), Set.of());
            case 1 -> new ExpectedTicks.Cron(minutes, hours, Set.of(), Set.of(7));
            case 2 -> new ExpectedTicks.Cron(minutes, hours, Set.of(), Set.of(2, 6, 7));
            default -> new ExpectedTicks.Cron(minutes, hours, Set.of(), Set.of());
        };
    }

    private ScheduleDefinition definition(String name, @Nullable String cron, @Nullable Duration interval,
            String zone) {
        CatchUp catchUp = CatchUp.values()[random.nextInt(CatchUp.values().length)];
        Overlap overlap = Overlap.values()[random.nextInt(Overlap.values().length)];
        ScheduleOptions options = random.nextInt(4) == 0
                ? ScheduleOptions.NONE.catchingUpWithin(HALF_A_DAY)
                : ScheduleOptions.NONE;
        return new ScheduleDefinition(name, "diagnostic.noop", Priority.P2, cron, interval, ZoneId.of(zone),
                Duration.ZERO, Map.of(), catchUp, overlap, options);
    }
}
