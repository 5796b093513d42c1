package dev.winnow.scheduler.request;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.Term;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses and resumes lanes. The ledger keeps it, so it outlives a restart of Redis. */
final class LaneRequests {
    private static final Logger LOG = LoggerFactory.getLogger(LaneRequests.class);

    private final JobDispatch ledger;
    private final JobQueue queue;

    LaneRequests(JobDispatch ledger, JobQueue queue) {
        this.ledger = ledger;
        this.queue = queue;
    }

    Reply pause(Term term, Arguments arguments, String requestedBy) {
        Priority lane = lane(arguments);
        set(term, lane, true, requestedBy);
        return Reply.done("Nothing of lane " + lane.code() + " is handed out until it is resumed; what runs goes on.");
    }

    Reply resume(Term term, Arguments arguments, String requestedBy) {
        Priority lane = lane(arguments);
        set(term, lane, false, requestedBy);
        return Reply.done("Lane " + lane.code() + " is handed out again.");
    }

    private void set(Term term, Priority lane, boolean paused, String requestedBy) {
        term.write(() -> ledger.pause(lane, paused, requestedBy));
        try {
            queue.pause(Set.of(lane), paused);
        } catch (QueueUnavailableException e) {
            LOG.info("The queue cannot be reached; lane {} is {} there when it is back.", lane.code(), paused
                    ? "paused"
                    : "resumed");
        }
    }

    private static Priority lane(Arguments arguments) {
        String code = arguments.text("priority");
        return Arrays.stream(Priority.values()).filter(lane -> lane.code().equals(code)).findFirst().orElseThrow(
                () -> new IllegalArgumentException(
                        "There is no lane '" + code + "'; lanes are " + Arrays.stream(Priority
                                .values()).map(Priority::code).collect(Collectors.joining(", ")) + "."));
    }
}
