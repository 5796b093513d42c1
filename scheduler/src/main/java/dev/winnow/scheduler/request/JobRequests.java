package dev.winnow.scheduler.request;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobState;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.Term;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancel a job that waits, retry one that ended badly. */
final class JobRequests {
    private static final Logger LOG = LoggerFactory.getLogger(JobRequests.class);

    private final JobDispatch ledger;
    private final JobQueries queries;
    private final JobQueue queue;

    JobRequests(JobDispatch ledger, JobQueries queries, JobQueue queue) {
        this.ledger = ledger;
        this.queries = queries;
        this.queue = queue;
    }

    Reply cancel(Term term, Arguments arguments, String requestedBy) {
        long id = arguments.number("id");
        if (term.write(() -> ledger.cancel(List.of(id))).isEmpty()) {
            return refused(id, "cancelled", "Only a job that waits can be cancelled.");
        }
        try {
            queue.remove(List.of(id));
        } catch (QueueUnavailableException e) {
            LOG.info("Job {} is cancelled; the queue cannot be reached, so it is taken out there later.", id);
        }
        return Reply.done("Job " + id + " is cancelled.");
    }

    Reply retry(Term term, Arguments arguments, String requestedBy) {
        long id = arguments.number("id");
        if (term.write(() -> ledger.retry(List.of(id))).isEmpty()) {
            return refused(id, "retried", "Only a job that failed, is dead, was cancelled or expired can be retried.");
        }
        return Reply.done("Job " + id + " is asked for once more.");
    }

    private Reply refused(long id, String what, String rule) {
        Optional<JobState> state = queries.find(id).map(JobDetail::row).map(row -> row.state());
        if (state.isEmpty()) {
            return Reply.refused("There is no job " + id + ".");
        }
        return Reply.refused("Job %d is %s and cannot be %s. %s".formatted(id, state.get().code(), what, rule));
    }
}
