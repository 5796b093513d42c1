package dev.winnow.web.page.schedule;

import dev.winnow.db.schedule.Tick;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import org.jspecify.annotations.Nullable;

/** What became of one expected tick, or of several that were missed together. */
record TickView(When due, @Nullable When until, long count, Status status, @Nullable String jobId, When decided,
        String reason) {
    static TickView of(Tick tick, Times times) {
        return new TickView(times.when(tick.tickAt()), tick.count() > 1 ? times.when(tick.until()) : null,
                tick.count(), ScheduleView.status(tick.outcome()),
                tick.jobId() == null ? null : tick.jobId().toString(), times.when(tick.decidedAt()), tick.reason());
    }
}
