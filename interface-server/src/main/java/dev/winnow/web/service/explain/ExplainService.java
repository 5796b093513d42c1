package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobStanding;
import dev.winnow.db.job.JobState;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobSighting;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.Shown;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Gathers what ledger, queue and processes know of a job. What one of them cannot say does not keep the others. */
@Service
public class ExplainService {
    private static final Logger LOG = LoggerFactory.getLogger(ExplainService.class);
    private static final int LOOKED_AT = 200;

    private final JobService jobs;
    private final JobQueries queries;
    private final JobQueue queue;
    private final ProcessTable processes;
    private final InstantSource clock;

    ExplainService(JobService jobs, JobQueries queries, JobQueue queue, ProcessTable processes, InstantSource clock) {
        this.jobs = jobs;
        this.queries = queries;
        this.queue = queue;
        this.processes = processes;
        this.clock = clock;
    }

    /** Why a job does not run, or where it is. */
    public Explanation explain(long id) {
        JobDetail detail = jobs.get(id);
        JobRow row = detail.row();
        List<String> unknown = new ArrayList<>();
        if (row.state().isFinished()) {
            return Explainer.explain(new Evidence(detail, Optional.empty(), Optional.empty(), List.of(), null,
                    List.of(), List.of(), Optional.empty(), Census.NONE, Census.NONE, clock.instant()), unknown);
        }
        Optional<JobStanding> standing = asked("what holds it back", unknown, () -> queries.standing(id));
        List<ProcessRow> live = asked("which processes are alive", unknown, processes::live).orElse(List.of());
        Set<String> able = asked("which workers have a handler", unknown, () -> processes.handlersOf(row.type()))
                .<Set<String>>map(HashSet::new).orElse(Set.of());
        Optional<JobRow> follows = standing.flatMap(JobStanding::waitsFor)
                .filter(wait -> wait.kind().equals("job"))
                .flatMap(wait -> Optional.ofNullable(wait.onId()))
                .flatMap(other -> queries.rows(List.of(other)).stream().findFirst());
        QueueSide side = queueSide(id);
        Evidence evidence = new Evidence(detail, standing, side.sighting(), side.lanes(), side.problem(), live,
                WorkerFit.of(live, able, row.type(), row.priority()), follows,
                census("what is before it", unknown, row, JobState.QUEUED, id),
                census("what runs", unknown, row, JobState.RUNNING, null), clock.instant());
        return Explainer.explain(evidence, unknown);
    }

    private Census census(String what, List<String> unknown, JobRow row, JobState state, @Nullable Long before) {
        return asked(what, unknown,
                () -> Census.of(queries.latest(state, row.priority(), null, before, LOOKED_AT + 1), LOOKED_AT))
                .orElse(Census.NONE);
    }

    private QueueSide queueSide(long id) {
        try {
            return new QueueSide(Optional.of(queue.inspect(id)), queue.lanes(), null);
        } catch (QueueUnavailableException e) {
            return new QueueSide(Optional.empty(), List.of(), "Redis does not answer: no job is handed out ("
                    + Shown.message(e) + ").");
        }
    }

    private static <T> Optional<T> asked(String what, List<String> unknown, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (RuntimeException e) {
            LOG.warn("A job is explained without {}", what, e);
            unknown.add("It could not be found out " + what + ": " + Shown.message(e));
            return Optional.empty();
        }
    }

    private record QueueSide(Optional<JobSighting> sighting, List<LaneStatus> lanes, @Nullable String problem) {
    }
}
