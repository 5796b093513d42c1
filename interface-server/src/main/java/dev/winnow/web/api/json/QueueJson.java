package dev.winnow.web.api.json;

import dev.winnow.daemon.queue.LaneForecast;
import dev.winnow.queue.LaneStatus;
import dev.winnow.web.service.QueueView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lane of the queue.
 *
 * @param depth how many wait
 * @param delayed how many are held back
 * @param paused whether nothing of it is handed out
 * @param inPerMinute of the last minutes; as {@code outPerMinute}, null where it was not looked at for long enough
 * @param drainSeconds until nothing waits if it goes on like that; null where it grows or is not known
 * @param workersNeeded to drain it in time; null where it is not known
 */
public record QueueJson(String priority, long depth, long running, long oldestAgeSeconds, long delayed, boolean paused,
        @Nullable Double inPerMinute, @Nullable Double outPerMinute, @Nullable Long drainSeconds,
        @Nullable Integer workersNeeded) {
    public static List<QueueJson> of(QueueView view) {
        return view.lanes().stream().map(lane -> of(lane, view.forecast(lane.priority()).orElse(null))).toList();
    }

    private static QueueJson of(LaneStatus lane, @Nullable LaneForecast forecast) {
        Duration drain = forecast == null ? null : forecast.drainTime();
        return new QueueJson(lane.priority().code(), lane.depth(), lane.running(), lane.oldestAge().toSeconds(),
                lane.delayed(), lane.paused(), forecast == null ? null : rounded(forecast.inPerMinute()),
                forecast == null ? null : rounded(forecast.outPerMinute()), drain == null ? null : drain.toSeconds(),
                forecast == null ? null : forecast.workersNeeded());
    }

    private static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }
}
