package dev.winnow.web.service;

import dev.winnow.db.process.ProcessTable;
import dev.winnow.db.request.Requests;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnavailableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Asks the leading scheduler for what it alone may do, and waits a little for its answer. */
@Service
public class SchedulerRequests {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerRequests.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Requests requests;
    private final JobQueue queue;
    private final ProcessTable processes;
    private final Audit audit;

    SchedulerRequests(Requests requests, JobQueue queue, ProcessTable processes, Audit audit) {
        this.requests = requests;
        this.queue = queue;
        this.processes = processes;
        this.audit = audit;
    }

    /** Asks, and waits for the answer: at most 10 s, not at all while no scheduler leads. */
    public RequestAnswer ask(Actor actor, String kind, String target, Map<String, Object> arguments) {
        audit.record(actor, kind, target, arguments);
        return carriedOut(actor, kind, arguments);
    }

    /** The same for many jobs by their ids; the caller leaves the audit event. */
    RequestAnswer askForMany(Actor actor, String kind, List<Long> ids) {
        return carriedOut(actor, kind, Map.of("ids", ids));
    }

    private RequestAnswer carriedOut(Actor actor, String kind, Map<String, Object> arguments) {
        long id = requests.ask(kind, arguments, actor.origin());
        ring();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        RequestAnswer answer = answer(id);
        // The answer comes by a row that another process writes: MySQL tells nobody, so it is looked for.
        while (answer.isWaiting() && isLed() && System.nanoTime() < deadline && pause()) {
            answer = answer(id);
        }
        return answer;
    }

    /** How a request stands. */
    public RequestAnswer answer(long id) {
        Optional<Requests.Answer> found = requests.answer(id);
        if (found.isEmpty()) {
            return new RequestAnswer(id, RequestAnswer.WAITING, isLed()
                    ? "The leading scheduler has not answered yet; the request stays on record until it does."
                    : "No scheduler leads at the moment; the request stays on record until one does.", Map.of());
        }
        Map<String, Object> values = new LinkedHashMap<>(found.get().values());
        Object message = values.remove("message");
        return new RequestAnswer(id, found.get().outcome(), message == null ? "" : message.toString(), values);
    }

    /** Wakes the scheduler; without Redis it finds requests by its own slow poll. */
    void ring() {
        try {
            queue.ring();
        } catch (QueueUnavailableException e) {
            LOG.warn("Redis did not take the ring ({}): the scheduler will find the request at its next look.",
                    Shown.message(e));
        }
    }

    private boolean isLed() {
        return processes.live().stream().anyMatch(process -> process.leading());
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_EVERY);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
