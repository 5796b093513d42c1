package dev.winnow.web.api.json;

import dev.winnow.queue.LaneStatus;

/** A lane of the queue. */
public record QueueJson(String priority, long depth, long running, long oldestAgeSeconds) {
    public static QueueJson of(LaneStatus lane) {
        return new QueueJson(lane.priority().code(), lane.depth(), lane.running(), lane.oldestAge().toSeconds());
    }
}
