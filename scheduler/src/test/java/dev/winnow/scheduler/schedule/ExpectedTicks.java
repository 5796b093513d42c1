package dev.winnow.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the ticks of cron schedules by looking at a wall clock in each zone once a minute, as a person would. It shares
 * nothing with what it judges.
 */
final class ExpectedTicks {
    private static final int DAY = 24 * 60;

    private final long begin;
    private final int minutes;
    private final Map<String, long[]> walls = new HashMap<>();

    ExpectedTicks(Instant from, Instant until) {
        // A day before, so that what was shown already is known.
        this.begin = from.getEpochSecond() / 60 - DAY;
        this.minutes = (int) (until.getEpochSecond() / 60 - begin);
    }

    /** A whole-minute cron schedule, field by field; an empty set stands for a star. */
    record Cron(Set<Integer> minutes, Set<Integer> hours, Set<Integer> days, Set<Integer> weekdays) {
        String text() {
            return "0 " + field(minutes) + " " + field(hours) + " " + field(days) + " * " + field(weekdays);
        }

        private static String field(Set<Integer> values) {
            return values.isEmpty() ? "*" : String.join(",", values.stream().sorted().map(String::valueOf).toList());
        }

        boolean names(long localMinute) {
            long day = Math.floorDiv(localMinute, DAY);
            int minute = (int) Math.floorMod(localMinute, (long) DAY);
            return named(minutes, minute % 60) && named(hours, minute / 60)
                    && named(weekdays, (int) Math.floorMod(day + 3, 7L) + 1)
                    && (days.isEmpty() || named(days, LocalDate.ofEpochDay(day).getDayOfMonth()));
        }

        private static boolean named(Set<Integer> values, int value) {
            return values.isEmpty() || values.contains(value);
        }
    }

    List<Instant> of(Cron cron, String zone) {
        long[] wall = walls.computeIfAbsent(zone, this::wall);
        List<Instant> ticks = new ArrayList<>();
        long latestShown = wall[0] - 1;
        for (int i = 0; i < minutes; i++) {
            boolean tick = cron.names(wall[i]);
            if (!cron.hours().isEmpty()) {
                boolean shownBefore = wall[i] <= latestShown;
                tick &= !shownBefore;
                for (long skipped = latestShown + 1; skipped < wall[i]; skipped++) {
                    tick |= cron.names(skipped);
                }
            }
            latestShown = Math.max(latestShown, wall[i]);
            if (tick && i >= DAY) {
                ticks.add(Instant.ofEpochSecond((begin + i) * 60));
            }
        }
        return ticks;
    }

    private long[] wall(String zone) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        long[] wall = new long[minutes];
        for (int i = 0; i < minutes; i++) {
            Instant instant = Instant.ofEpochSecond((begin + i) * 60);
            wall[i] = begin + i + rules.getOffset(instant).getTotalSeconds() / 60;
        }
        return wall;
    }
}
