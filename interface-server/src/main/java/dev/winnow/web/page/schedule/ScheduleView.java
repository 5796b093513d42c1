package dev.winnow.web.page.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.Tick;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.web.page.view.JsonNode;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.page.view.Words;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A schedule as pages show it, with the outcome of its last tick; null where there was none. */
record ScheduleView(String name, String jobType, Priority priority, String rhythm, String zone, boolean paused,
        Status status, @Nullable When next, @Nullable Status last, String origin, String jitter, String catchUp,
        String overlap, JsonNode arguments) {
    static ScheduleView of(ScheduleRow row, @Nullable Tick last, Times times) {
        ScheduleDefinition definition = row.definition();
        String catchUp = switch (definition.catchUp()) {
            case SKIP -> "are skipped";
            case FIRE_ONCE -> "fire once";
            case FIRE_ALL -> "fire each";
        };
        String overlap = switch (definition.overlap()) {
            case ALLOW -> "fires even while the last job runs";
            case SKIP -> "waits until the last job is finished";
            case QUEUE_ONE -> "fires, and its job waits for the last one; one waits at most";
            case CANCEL -> "cancels the last job";
        };
        return new ScheduleView(definition.name(), definition.jobType(), definition.priority(), rhythm(definition),
                zone(definition), row.paused(), row.paused() ? Status.paused("Paused") : Status.done("On"),
                row.paused() ? null : times.whenever(row.nextTickAt()), last == null ? null : status(last.outcome()),
                row.origin(), definition.jitter().isZero() ? "none" : "up to " + span(definition.jitter()), catchUp,
                overlap, JsonNode.of(definition.arguments()));
    }

    /** A tick's outcome. */
    static Status status(String outcome) {
        String word = Words.capitalised(outcome);
        return switch (outcome) {
            case "fired", "caught-up" -> Status.done(word);
            case "coalesced" -> Status.waiting(word);
            case "skipped" -> Status.cancelled(word);
            default -> Status.waiting(word);
        };
    }

    private static String zone(ScheduleDefinition definition) {
        String zone = definition.zone().getId();
        return zone.equals("Z") ? "UTC" : zone;
    }

    private static String rhythm(ScheduleDefinition definition) {
        Duration interval = definition.interval();
        return interval == null ? Objects.requireNonNullElse(definition.cron(), "") : "every " + span(interval);
    }

    /** A duration as it is written in a process file: every unit that is not zero. */
    private static String span(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT).replaceAll("(?<=[a-z])(?=\\d)", " ");
    }
}
