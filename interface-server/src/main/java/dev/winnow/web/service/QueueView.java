package dev.winnow.web.service;

import dev.winnow.queue.LaneStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes, or why they cannot be seen.
 *
 * @param lanes p0 first; empty where Redis does not answer
 * @param problem null where it does
 */
public record QueueView(List<LaneStatus> lanes, @Nullable String problem) {
    public QueueView {
        lanes = List.copyOf(lanes);
    }
}
