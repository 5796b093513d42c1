package dev.winnow.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that have lost their worker twice. One of them may kill this worker, too, and then it is the last crash of all
 * that had begun here: so they run here one at a time, and the others go back to the queue as they came.
 */
final class Suspects {
    private static final int CRASHES = 2;
    private static final Duration FOR_ANOTHER = Duration.ofMillis(200);

    private final HeldJobs held;
    private final QueueReports reports;
    private @Nullable HeldJob alone;

    Suspects(HeldJobs held, QueueReports reports) {
        this.held = held;
        this.reports = reports;
    }

    /** Those that may be let in: all that are no suspects, and one suspect where none is here. */
    synchronized List<HeldJob> admissible(List<HeldJob> jobs) {
        if (jobs.stream().noneMatch(Suspects::isSuspect)) {
            return jobs;
        }
        List<HeldJob> admissible = new ArrayList<>();
        for (HeldJob job : jobs) {
            if (!isSuspect(job) || isFree()) {
                alone = isSuspect(job) ? job : alone;
                admissible.add(job);
            } else if (job.settle()) {
                reports.later(job, FOR_ANOTHER, false);
            }
        }
        return admissible;
    }

    private boolean isFree() {
        return alone == null || !held.all().contains(alone);
    }

    private static boolean isSuspect(HeldJob job) {
        return job.envelope().crashes() >= CRASHES;
    }
}
