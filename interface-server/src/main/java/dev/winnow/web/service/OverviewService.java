package dev.winnow.web.service;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.daemon.queue.LaneForecasts;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.QueueUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** How the suite stands: lanes, processes, health. */
@Service
public class OverviewService {
    private final JobQueue queue;
    private final JobQueries jobs;
    private final ProcessTable processes;
    private final LaneForecasts forecasts;

    OverviewService(JobQueue queue, JobQueries jobs, ProcessTable processes, LaneForecasts forecasts) {
        this.queue = queue;
        this.jobs = jobs;
        this.processes = processes;
        this.forecasts = forecasts;
    }

    /** All of it, with this many of the latest jobs. */
    public Overview overview(int latestJobs) {
        QueueView queues = queues();
        return new Overview(queues, jobs.counts(), jobs.latest(null, null, null, null, latestJobs),
                health(queues, processes()));
    }

    /** The lanes; never throws for Redis' sake. */
    public QueueView queues() {
        try {
            return new QueueView(queue.lanes(), forecasts.forecasts(), null);
        } catch (QueueUnavailableException e) {
            return new QueueView(List.of(), List.of(),
                    "Redis does not answer, so the queues cannot be seen and no job starts: "
                            + Shown.message(e));
        }
    }

    /** Live processes, by kind and start. */
    public List<ProcessRow> processes() {
        return processes.live();
    }

    /** How the suite does. */
    public SuiteHealth health() {
        return health(queues(), processes());
    }

    private static SuiteHealth health(QueueView queues, List<ProcessRow> processes) {
        List<String> reasons = new ArrayList<>();
        if (queues.problem() != null) {
            reasons.add(queues.problem());
        }
        queues.lanes().stream().filter(LaneStatus::paused).map(lane -> "Queue " + lane.priority().code()
                + " is paused: " + lane.depth() + " jobs wait for it to be resumed.").forEach(reasons::add);
        if (processes.stream().noneMatch(ProcessRow::leading)) {
            reasons.add("No scheduler leads: schedules do not fire and requested jobs wait.");
        }
        if (processes.stream().noneMatch(process -> process.kind().equals(DaemonKind.WORKER.code()))) {
            reasons.add("No worker runs: jobs wait.");
        }
        return new SuiteHealth(reasons.isEmpty() ? SuiteHealth.Level.HEALTHY : SuiteHealth.Level.DEGRADED, reasons);
    }
}
