package dev.winnow.daemon.queue;

import dev.winnow.queue.LaneStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reckons a lane's forecast from samples. The rate of a worker is what one of its slots gets done while it is busy, times
 * its slots: so an idle worker counts for what it could do.
 *
 * @param target how soon what waits shall be drained
 */
record ForecastRule(Duration target) {
    private static final double SECONDS_A_MINUTE = 60;

    /** @param samples oldest first, at least one */
    LaneForecast of(int lane, List<LaneSample> samples) {
        LaneSample last = samples.getLast();
        LaneStatus now = last.lanes().get(lane);
        LaneStatus then = samples.getFirst().lanes().get(lane);
        double seconds = (last.nanos() - samples.getFirst().nanos()) / 1e9;
        double in = seconds <= 0 ? 0 : (now.pushed() - then.pushed()) / seconds;
        double out = seconds <= 0 ? 0 : (now.finished() - then.finished()) / seconds;
        double busy = samples.stream().mapToLong(sample -> sample.lanes().get(lane).running()).average().orElse(0);
        double worker = out * last.slots().get(lane) / Math.max(busy, 1);
        return new LaneForecast(now.priority(), in * SECONDS_A_MINUTE, out * SECONDS_A_MINUTE,
                drainTime(now.depth(), in, out), needed(now.depth(), in, worker));
    }

    private static @Nullable Duration drainTime(long depth, double in, double out) {
        if (depth == 0) {
            return Duration.ZERO;
        }
        return out > in ? Duration.ofMillis(Math.round(depth / (out - in) * 1000)) : null;
    }

    private int needed(long depth, double in, double worker) {
        double wanted = in + depth / (target.toMillis() / 1000.0);
        if (wanted <= 0) {
            return 0;
        }
        return worker <= 0 ? 1 : (int) Math.clamp(Math.ceil(wanted / worker), 1, Integer.MAX_VALUE);
    }
}
