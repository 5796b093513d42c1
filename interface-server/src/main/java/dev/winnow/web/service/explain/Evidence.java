package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobStanding;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.queue.JobSighting;
import dev.winnow.queue.LaneStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job at one moment.
 *
 * @param standing empty where the ledger could not be asked
 * @param sighting empty where the queue could not be asked
 * @param lanes p0 first; empty where the queue could not be asked
 * @param queueProblem why the queue could not be asked; null where it could
 * @param live all live processes
 * @param workers the live workers, and whether they could run it
 * @param follows the job that it waits for
 * @param ahead those before it in its lane that came last, by type
 * @param runs what runs of its lane, as far as the ledger knows, by type
 * @param now the moment
 */
record Evidence(JobDetail detail, Optional<JobStanding> standing, Optional<JobSighting> sighting,
        List<LaneStatus> lanes, @Nullable String queueProblem, List<ProcessRow> live, List<WorkerFit> workers,
        Optional<JobRow> follows, Census ahead, Census runs, Instant now) {
    JobRow row() {
        return detail.row();
    }

    boolean isLed() {
        return live.stream().anyMatch(ProcessRow::leading);
    }

    Optional<LaneStatus> lane() {
        return lanes.stream().filter(lane -> lane.priority() == row().priority()).findFirst();
    }
}
