package dev.winnow.web.service;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.plugin.spi.JobRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Jobs: what there is, and what people ask for. */
@Service
public class JobService {
    private final JobQueries queries;
    private final JobIntake intake;
    private final JobTypes types;
    private final SchedulerRequests scheduler;
    private final Audit audit;

    JobService(JobQueries queries, JobIntake intake, JobTypes types, SchedulerRequests scheduler, Audit audit) {
        this.queries = queries;
        this.intake = intake;
        this.types = types;
        this.scheduler = scheduler;
        this.audit = audit;
    }

    /** The latest jobs, newest first. */
    public Page<JobRow> latest(JobSearch search) {
        List<JobRow> rows = queries.latest(search.state(), search.priority(), search.type(), search.before(),
                search.limit() + 1);
        return Page.of(rows, search.limit(), JobRow::id);
    }

    /** How many there are by state, of the unfinished ones and those finished in the last day. */
    public Map<JobState, Long> counts() {
        return queries.counts();
    }

    /** All of one. */
    public JobDetail get(long id) {
        return queries.find(id).orElseThrow(() -> RefusedException.notFound("There is no job " + id + "."));
    }

    /** The types of jobs that can be asked for, by name. */
    public List<JobType> types() {
        return types.all();
    }

    /** Asks for a job; returns its id. */
    public long enqueue(Actor actor, JobWish wish) {
        types.check(wish.type());
        if (wish.uniqueKey() != null && (wish.uniqueKey().isBlank() || wish.uniqueKey().length() > 190)) {
            throw RefusedException.invalid("uniqueKey", "'uniqueKey' must have 1 to 190 characters");
        }
        JobRequest request = JobRequest.of(wish.type(), wish.priority(), wish.arguments());
        if (wish.uniqueKey() != null) {
            request = request.withUniqueKey(wish.uniqueKey(), JobRequest.UniqueUntil.DONE);
        }
        long id = submit(actor, request);
        audit.record(actor, "job.enqueue", "job:" + id,
                Map.of("type", wish.type(), "priority", wish.priority().code(), "arguments", wish.arguments()));
        return id;
    }

    /** Writes a job into the ledger and rings; the caller leaves the audit event. */
    long submit(Actor actor, JobRequest request) {
        long id = intake.request(List.of(new NewJob(request, actor.origin(), null, UUID.randomUUID().toString())))
                .getFirst();
        scheduler.ring();
        return id;
    }

    /** Calls a job off. */
    public RequestAnswer cancel(Actor actor, long id) {
        JobRow row = get(id).row();
        if (row.state().isFinished()) {
            throw RefusedException.conflict("Job " + id + " is " + row.state().code()
                    + " already: there is nothing to cancel.");
        }
        return scheduler.ask(actor, "job.cancel", "job:" + id, Map.of("id", id));
    }

    /** Runs a finished job that did not succeed once more. */
    public RequestAnswer retry(Actor actor, long id) {
        JobRow row = get(id).row();
        switch (row.state()) {
            case FAILED, DEAD, CANCELLED, EXPIRED -> {
            }
            case SUCCEEDED -> throw RefusedException.conflict("Job " + id + " has succeeded: ask for a new one.");
            case REQUESTED, QUEUED, RUNNING, RETRYING -> throw RefusedException.conflict("Job " + id + " is "
                    + row.state().code() + ": it can be retried once it has failed.");
        }
        return scheduler.ask(actor, "job.retry", "job:" + id, Map.of("id", id));
    }

    /** Its log after a line of an attempt; 0 and 0 for its beginning. */
    public JobLog log(long id, int afterAttempt, int afterSequence, int limit) {
        boolean finished = get(id).row().state().isFinished();
        List<JobQueries.LoggedLine> lines = queries.log(id, afterAttempt, afterSequence, limit + 1);
        boolean more = lines.size() > limit;
        return new JobLog(more ? lines.subList(0, limit) : lines, more, finished);
    }
}
