package dev.winnow.queue;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;

/**
 * How a lane stands.
 *
 * @param priority the lane
 * @param depth jobs waiting in it
 * @param running jobs of it that are leased
 * @param delayed jobs of it that are held back
 * @param oldestAge how long its oldest waiting job has been waiting; zero for an empty lane
 * @param paused whether nothing of it is handed out
 * @param pushed how many came in since the queue was made; for rates
 * @param finished how many were acknowledged since then
 */
public record LaneStatus(Priority priority, long depth, long running, long delayed, Duration oldestAge, boolean paused,
        long pushed, long finished) {
}
