package dev.winnow.web.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.winnow.db.schedule.ScheduleRow;
import java.time.Instant;
import java.util.List;

/** A schedule with the ticks to come; while it is paused, these are recorded as skipped. */
public record ScheduleDetailJson(@JsonUnwrapped ScheduleJson schedule, List<Instant> nextTicks) {
    public static ScheduleDetailJson of(ScheduleRow row, List<Instant> nextTicks) {
        return new ScheduleDetailJson(ScheduleJson.of(row), nextTicks);
    }
}
