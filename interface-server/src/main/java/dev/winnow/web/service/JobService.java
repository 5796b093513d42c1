package dev.winnow.web.service;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobHolds;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Jobs: what there is, and what people ask for. */
@Service
public class JobService {
    private final JobQueries queries;
    private final JobHolds holds;
    private final JobTypes types;
    private final SchedulerRequests scheduler;

    JobService(JobQueries queries, JobHolds holds, JobTypes types, SchedulerRequests scheduler) {
        this.queries = queries;
        this.holds = holds;
        this.types = types;
        this.scheduler = scheduler;
    }

    /** The latest jobs, newest first. */
    public Page<JobRow> latest(JobSearch search) {
        List<JobRow> rows = queries.latest(search.state(), search.priority(), search.type(), search.before(),
                search.limit() + 1);
        return Page.of(rows, search.limit(), JobRow::id);
    }

    /** What holds these back besides their turn, by id, as {@link JobHolds#of} has it. */
    public Map<Long, String> holds(List<JobRow> rows) {
        return holds.of(rows.stream().filter(row -> !row.state().isFinished()).map(JobRow::id).toList());
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

    /** Calls these off; those that are finished already stay as they are. */
    public RequestAnswer cancelAll(Actor actor, List<Long> ids) {
        return scheduler.ask(actor, "jobs.cancel", "jobs", Map.of("ids", ids));
    }

    /** Runs those of these once more that are finished and did not succeed. */
    public RequestAnswer retryAll(Actor actor, List<Long> ids) {
        return scheduler.ask(actor, "jobs.retry", "jobs", Map.of("ids", ids));
    }

    /** The jobs that this one asked for, in order. */
    public List<JobRow> children(long id, int limit) {
        get(id);
        return queries.children(id, limit);
    }

    /** Its log after a line of an attempt; 0 and 0 for its beginning. */
    public JobLog log(long id, int afterAttempt, int afterSequence, int limit) {
        boolean finished = get(id).row().state().isFinished();
        List<JobQueries.LoggedLine> lines = queries.log(id, afterAttempt, afterSequence, limit + 1);
        boolean more = lines.size() > limit;
        return new JobLog(more ? lines.subList(0, limit) : lines, more, finished);
    }
}
