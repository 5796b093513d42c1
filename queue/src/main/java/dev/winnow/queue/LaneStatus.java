package dev.winnow.queue;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;

/**
 * How a lane stands.
 *
 * @param priority the lane
 * @param depth jobs waiting in it
 * @param running jobs of it that are leased
 * @param oldestAge how long its oldest waiting job has been waiting; zero for an empty lane
 */
public record LaneStatus(Priority priority, long depth, long running, Duration oldestAge) {
}
