package dev.winnow.web.page.schedule;

import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import dev.winnow.web.page.view.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Says a schedule's policies in words. */
final class ScheduleWords {
    private ScheduleWords() {
    }

    /** {@code every 15m}, or the cron expression. */
    static String rhythm(ScheduleDefinition definition) {
        Duration interval = definition.interval();
        return interval == null ? Objects.requireNonNullElse(definition.cron(), "") : "every " + span(interval);
    }

    static String zone(ScheduleDefinition definition) {
        String zone = definition.zone().getId();
        return zone.equals("Z") ? "UTC" : zone;
    }

    /** What it says besides its times. */
    static List<Fact> policies(ScheduleDefinition definition) {
        ScheduleOptions options = definition.options();
        List<Fact> facts = new ArrayList<>();
        fact(facts, "Spread", spread(definition));
        fact(facts, "Missed ticks", missed(definition));
        fact(facts, "Overlap", overlap(definition.overlap()));
        if (options.starts() != null) {
            fact(facts, "Starts", options.starts() + " in its zone");
        }
        if (options.ends() != null) {
            fact(facts, "Ends", options.ends() + " in its zone");
        }
        if (options.deadline() != null) {
            fact(facts, "Deadline", "an attempt is cancelled after " + span(options.deadline()));
        }
        if (options.expiresAfter() != null) {
            fact(facts, "Expiry", "a job that has not started " + span(options.expiresAfter())
                    + " after its tick is not started any more");
        }
        JobOptions.Concurrency concurrency = options.concurrency();
        if (concurrency != null) {
            fact(facts, "At once", concurrency.most() + " jobs with the key " + concurrency.key() + " at most");
        }
        JobOptions.Rate rate = options.rate();
        if (rate != null) {
            fact(facts, "Rate", rate.most() + " jobs with the key " + rate.key() + " in " + span(rate.per())
                    + " at most");
        }
        return facts;
    }

    private static void fact(List<Fact> facts, String label, String value) {
        facts.add(new Fact(label, value, false));
    }

    private static String spread(ScheduleDefinition definition) {
        Duration window = definition.options().window();
        if (window.isPositive()) {
            return "over " + span(window) + ": always the same part of it, by its name";
        }
        return definition.jitter().isZero()
                ? "none: a job starts with its tick"
                : "by chance, up to " + span(definition.jitter()) + " later";
    }

    private static String missed(ScheduleDefinition definition) {
        Duration within = definition.options().catchUpWithin();
        String older = within == null ? "" : "; those older than " + span(within) + " are skipped";
        return switch (definition.catchUp()) {
            case SKIP -> "are skipped";
            case FIRE_ONCE -> "the last of them fires, for all" + older;
            case FIRE_ALL -> "each of them fires" + older;
        };
    }

    private static String overlap(ScheduleDefinition.Overlap overlap) {
        return switch (overlap) {
            case ALLOW -> "fires even while the last job is unfinished";
            case SKIP -> "is skipped while the last job is unfinished";
            case QUEUE_ONE -> "its job waits for the last one; one waits at most";
            case CANCEL -> "cancels the last job and starts when that has ended";
        };
    }

    /** A duration as it is written in a process file: every unit that is not zero. */
    static String span(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        String shorter = rest.isZero()
                ? ""
                : rest.toString().substring(2).toLowerCase(Locale.ROOT).replaceAll("(?<=[a-z])(?=\\d)", " ");
        return days == 0 ? duration.isZero() ? "0s" : shorter : (days + "d " + shorter).strip();
    }
}
