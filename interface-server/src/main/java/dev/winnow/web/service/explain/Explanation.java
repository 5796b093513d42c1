package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobStanding;
import dev.winnow.queue.JobSighting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a job does not run, or where it is.
 *
 * @param causes what keeps it, the one to look at first before the others; one at least
 * @param facts what else is known, in words
 * @param sighting where the queue holds it; null where the queue could not be asked
 * @param workers each live worker and whether it could run it
 * @param limits by key
 * @param ahead types of jobs before it in its lane
 * @param running types of jobs of its lane that run
 * @param unknown what could not be found out, and why
 */
public record Explanation(JobRow job, List<Cause> causes, List<Fact> facts, @Nullable JobSighting sighting,
        List<WorkerFit> workers, List<JobStanding.Limit> limits, Census ahead, Census running,
        List<String> unknown) {
    /** A name and its value, in words. */
    public record Fact(String name, String value) {
    }

    /** The first cause's sentence. */
    public String summary() {
        return causes.getFirst().sentence();
    }
}
