package dev.winnow.scheduler.request;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobState;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.dispatch.Cancelling;
import dev.winnow.scheduler.lead.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancel unfinished jobs, retry those that ended badly; one, or many by one request. */
final class JobRequests {
    private static final Logger LOG = LoggerFactory.getLogger(JobRequests.class);
    /** Each portion is one transaction. */
    private static final int PORTION = 500;

    private final JobEndings endings;
    private final Cancelling cancelling;
    private final JobQueries queries;
    private final JobQueue queue;

    JobRequests(JobEndings endings, Cancelling cancelling, JobQueries queries, JobQueue queue) {
        this.endings = endings;
        this.cancelling = cancelling;
        this.queries = queries;
        this.queue = queue;
    }

    Reply cancel(Term term, Arguments arguments, String requestedBy) {
        long id = arguments.number("id");
        Counts counts = cancel(term, List.of(id), requestedBy);
        if (counts.refused() > 0) {
            return refused(id, "cancelled", "Only an unfinished job can be cancelled.");
        }
        return Reply.done(counts.cancelled() > 0
                ? "Job " + id + " is cancelled."
                : counts.stopping() > 0
                        ? "Job " + id + " is running; its worker is asked to stop it."
                        : "Job " + id + " is called off; since Redis cannot be asked whether it runs, that is carried "
                                + "out when it is back.");
    }

    Reply cancelMany(Term term, Arguments arguments, String requestedBy) {
        List<Long> ids = arguments.numbers("ids");
        Counts counts = cancel(term, ids, requestedBy);
        return Reply
                .done("Of %d jobs %d are cancelled, %d run and are asked to stop, %d are called off as soon as Redis "
                        .formatted(ids.size(), counts.cancelled(), counts.stopping(), counts.pending())
                        + "can be asked, and %d are finished or unknown.".formatted(counts.refused()))
                .with("cancelled", counts.cancelled()).with("stopping", counts.stopping())
                .with("pending", counts.pending()).with("refused", counts.refused());
    }

    Reply retry(Term term, Arguments arguments, String requestedBy) {
        long id = arguments.number("id");
        if (retry(term, List.of(id)) == 0) {
            return refused(id, "retried",
                    "Only a job that failed, is dead, was cancelled or expired can be retried, and "
                            + "only while no other job has its unique key.");
        }
        return Reply.done("Job " + id + " is asked for once more.");
    }

    Reply retryMany(Term term, Arguments arguments, String requestedBy) {
        List<Long> ids = arguments.numbers("ids");
        int retried = retry(term, ids);
        return Reply
                .done("Of %d jobs %d are asked for once more; the others did not end badly, or another job has their "
                        .formatted(ids.size(), retried) + "unique key.")
                .with("retried", retried).with("refused", ids.size() - retried);
    }

    private Counts cancel(Term term, List<Long> ids, String requestedBy) {
        int cancelled = 0;
        int stopping = 0;
        int pending = 0;
        for (List<Long> some : portions(ids)) {
            List<Long> unfinished = term.write(() -> endings.callOff(some, requestedBy));
            Cancelling.Result result = cancelling.settle(term, unfinished);
            cancelled += result.cancelled().size();
            stopping += result.stopping().size();
            pending += result.pending().size();
        }
        return new Counts(cancelled, stopping, pending, ids.size() - cancelled - stopping - pending);
    }

    private int retry(Term term, List<Long> ids) {
        int retried = 0;
        for (List<Long> some : portions(ids)) {
            retried += term.write(() -> endings.retry(some)).size();
        }
        if (retried > 0) {
            ring();
        }
        return retried;
    }

    private void ring() {
        try {
            queue.ring();
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue cannot be reached; the dispatcher finds what was asked for when it is back.", e);
        }
    }

    private Reply refused(long id, String what, String rule) {
        Optional<JobState> state = queries.find(id).map(JobDetail::row).map(row -> row.state());
        if (state.isEmpty()) {
            return Reply.refused("There is no job " + id + ".");
        }
        return Reply.refused("Job %d is %s and cannot be %s. %s".formatted(id, state.get().code(), what, rule));
    }

    private static List<List<Long>> portions(List<Long> ids) {
        List<List<Long>> portions = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PORTION) {
            portions.add(ids.subList(from, Math.min(ids.size(), from + PORTION)));
        }
        return portions;
    }

    private record Counts(int cancelled, int stopping, int pending, int refused) {
    }
}
