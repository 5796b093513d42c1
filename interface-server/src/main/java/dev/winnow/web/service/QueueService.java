package dev.winnow.web.service;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.DeadLetter;
import dev.winnow.queue.JobQueue;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Lanes, to be paused and resumed; and what the queue has set aside. */
@Service
public class QueueService {
    private final JobQueue queue;
    private final SchedulerRequests scheduler;

    QueueService(JobQueue queue, SchedulerRequests scheduler) {
        this.queue = queue;
        this.scheduler = scheduler;
    }

    /** The lane with this code. */
    public static Priority lane(String code) {
        for (Priority priority : Priority.values()) {
            if (priority.code().equals(code)) {
                return priority;
            }
        }
        throw RefusedException.notFound("There is no queue '" + Shown.of(code) + "': there are p0, p1 and p2.");
    }

    /** Has nothing of a lane handed out until it is resumed; what runs goes on. */
    public RequestAnswer pause(Actor actor, Priority lane) {
        return ask(actor, "queue.pause", lane);
    }

    /** Has a lane handed out again. */
    public RequestAnswer resume(Actor actor, Priority lane) {
        return ask(actor, "queue.resume", lane);
    }

    /** What was set aside, newest first; throws where Redis does not answer. */
    public List<DeadLetter> deadLetters(int max) {
        return queue.deadLetters(max);
    }

    private RequestAnswer ask(Actor actor, String kind, Priority lane) {
        return scheduler.ask(actor, kind, "queue:" + lane.code(), Map.of("priority", lane.code()));
    }
}
