package dev.winnow.daemon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * Ticks by a cron expression in a zone, through changes of its clock. One that names its hours ticks once for each time
 * it names: a time that the clock skips counts at the moment of the change, one that it repeats counts the first time.
 * One whose hour begins with {@code *} ticks whenever the clock shows a time it names: never in what is skipped, twice
 * in what is repeated.
 */
record CronTimes(CronExpression expression, ZoneId zone, boolean namesHours) implements TickTimes {
    private static final int HOUR_FIELD = 2;
    private static final int FIELDS = 6;

    static CronTimes of(String cron, ZoneId zone) {
        CronExpression expression;
        try {
            expression = CronExpression.parse(cron);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The cron expression '" + cron + "' is wrong: " + e.getMessage()
                    + " Six fields are expected: second minute hour day month weekday.", e);
        }
        String[] fields = cron.strip().split("\\s+", -1);
        boolean namesHours = fields.length == FIELDS
                ? !fields[HOUR_FIELD].startsWith("*")
                : !cron.strip().toLowerCase(Locale.ROOT).equals("@hourly");
        CronTimes times = new CronTimes(expression, zone, namesHours);
        if (expression.next(LocalDateTime.of(2000, 1, 1, 0, 0)) == null) {
            throw new IllegalArgumentException("The cron expression '" + cron + "' names no day that ever comes.");
        }
        return times;
    }

    @Override
    public Instant after(Instant tick) {
        return namesHours ? afterByName(tick) : afterByClock(tick);
    }

    @Override
    public Instant first(Instant from) {
        return after(from.minusMillis(1));
    }

    @Override
    public boolean isTick(Instant instant) {
        return first(instant).equals(instant);
    }

    @Override
    public Instant nearEnd(Instant from, Instant now, int atLeast) {
        // The span back from now is doubled until enough ticks lie in it.
        for (Duration span = Duration.ofMinutes(1);; span = span.multipliedBy(2)) {
            Instant begin = now.minus(span);
            if (!begin.isAfter(from)) {
                return from;
            }
            Instant first = after(begin);
            if (holds(first, now, atLeast)) {
                return first;
            }
        }
    }

    private boolean holds(Instant first, Instant now, int atLeast) {
        int count = 0;
        for (Instant tick = first; !tick.isAfter(now); tick = after(tick)) {
            count++;
            if (count >= atLeast) {
                return true;
            }
        }
        return false;
    }

    /** Between two changes the clock is even: each such stretch is searched by itself. */
    private Instant afterByClock(Instant tick) {
        ZoneRules rules = zone.getRules();
        ZoneOffset offset = rules.getOffset(tick);
        ZoneOffsetTransition change = rules.nextTransition(tick);
        LocalDateTime local = LocalDateTime.ofInstant(tick, offset);
        while (true) {
            Instant next = found(expression.next(local)).toInstant(offset);
            if (change == null || next.isBefore(change.getInstant())) {
                return next;
            }
            offset = change.getOffsetAfter();
            // The moment of the change itself belongs to the stretch that it begins.
            local = change.getDateTimeAfter().minusNanos(1);
            change = rules.nextTransition(change.getInstant());
        }
    }

    private Instant afterByName(Instant tick) {
        LocalDateTime local = tick.atZone(zone).toLocalDateTime();
        while (true) {
            local = found(expression.next(local));
            Instant instant = instant(local);
            if (instant.isAfter(tick)) {
                return instant;
            }
        }
    }

    private Instant instant(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        return ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }

    private LocalDateTime found(@Nullable LocalDateTime next) {
        if (next == null) {
            throw new IllegalStateException("the cron expression '" + expression + "' has no next tick");
        }
        return next;
    }
}
