package dev.winnow.web.service;

import dev.winnow.daemon.queue.LaneForecast;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.LaneStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lanes and how they move, or why they cannot be seen.
 *
 * @param lanes p0 first; empty where Redis does not answer
 * @param forecasts p0 first; empty where they were not looked at for long enough
 * @param problem null where Redis answers
 */
public record QueueView(List<LaneStatus> lanes, List<LaneForecast> forecasts, @Nullable String problem) {
    public QueueView {
        lanes = List.copyOf(lanes);
        forecasts = List.copyOf(forecasts);
    }

    /** How a lane moves, where that is known. */
    public Optional<LaneForecast> forecast(Priority lane) {
        return forecasts.stream().filter(forecast -> forecast.priority() == lane).findFirst();
    }
}
