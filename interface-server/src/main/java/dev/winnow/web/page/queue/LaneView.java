package dev.winnow.web.page.queue;

import dev.winnow.daemon.queue.LaneForecast;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.LaneStatus;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A lane as the page shows it; what is not known is a dash. */
record LaneView(Priority priority, Status status, boolean paused, long depth, long running, long delayed, String oldest,
        String in, String out, String drain, String workers) {
    private static final String UNKNOWN = "–";

    static LaneView of(LaneStatus lane, @Nullable LaneForecast forecast) {
        return new LaneView(lane.priority(), lane.paused() ? Status.paused("Paused") : Status.done("On"), lane.paused(),
                lane.depth(), lane.running(), lane.delayed(),
                lane.depth() > 0 ? Times.span(lane.oldestAge().toSeconds()) : UNKNOWN,
                forecast == null ? UNKNOWN : rate(forecast.inPerMinute()),
                forecast == null ? UNKNOWN : rate(forecast.outPerMinute()), drain(lane, forecast),
                forecast == null ? UNKNOWN : Integer.toString(forecast.workersNeeded()));
    }

    private static String drain(LaneStatus lane, @Nullable LaneForecast forecast) {
        if (lane.depth() == 0) {
            return "nothing waits";
        }
        if (lane.paused()) {
            return "paused";
        }
        Duration drain = forecast == null ? null : forecast.drainTime();
        return forecast == null ? UNKNOWN : drain == null ? "not at this pace" : Times.span(drain.toSeconds());
    }

    private static String rate(double perMinute) {
        return perMinute > 0 && perMinute < 10
                ? String.format(Locale.ROOT, "%.1f", perMinute)
                : Long.toString(Math.round(perMinute));
    }
}
