package dev.winnow.daemon.queue;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a lane has moved in the last minutes, and what follows if it goes on like that.
 *
 * @param priority the lane
 * @param inPerMinute how many jobs came in
 * @param outPerMinute how many were finished
 * @param drainTime how long until nothing waits; zero where nothing does, null where it grows or stands still
 * @param workersNeeded how many workers, if each worked on this lane alone, would take what comes in and drain what waits
 *     within the target time; 1 while the rate of a worker is not known, 0 where nothing waits or comes in
 */
public record LaneForecast(Priority priority, double inPerMinute, double outPerMinute, @Nullable Duration drainTime,
        int workersNeeded) {
}
