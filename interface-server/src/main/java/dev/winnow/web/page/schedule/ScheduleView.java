package dev.winnow.web.page.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.Tick;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.web.page.view.Fact;
import dev.winnow.web.page.view.JsonNode;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.page.view.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as pages show it, with the outcome of its last tick; null where there was none.
 *
 * @param unfinished ids of the jobs of its last ticks that are not finished
 */
record ScheduleView(String name, String jobType, Priority priority, String rhythm, String zone, boolean paused,
        Status status, @Nullable When next, @Nullable Status last, String origin, List<Fact> policies,
        List<String> unfinished, JsonNode arguments) {
    static ScheduleView of(ScheduleRow row, @Nullable Tick last, Times times) {
        ScheduleDefinition definition = row.definition();
        return new ScheduleView(definition.name(), definition.jobType(), definition.priority(),
                ScheduleWords.rhythm(definition), ScheduleWords.zone(definition), row.paused(),
                row.paused() ? Status.paused("Paused") : Status.done("On"),
                row.paused() ? null : times.whenever(row.nextTickAt()), last == null ? null : status(last.outcome()),
                row.origin(), ScheduleWords.policies(definition),
                row.unfinishedJobs().stream().map(String::valueOf).toList(), JsonNode.of(definition.arguments()));
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
}
