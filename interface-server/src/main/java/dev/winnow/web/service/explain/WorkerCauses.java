package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobRow;
import dev.winnow.web.service.explain.Cause.Kind;
import java.util.Optional;

/** Whether anybody could run it. */
final class WorkerCauses {
    private WorkerCauses() {
    }

    static Optional<Cause> of(Evidence evidence) {
        JobRow row = evidence.row();
        if (evidence.workers().isEmpty()) {
            return Optional.of(new Cause(Kind.NO_WORKER, "No worker is alive.",
                    "Start one: 'winnow worker', or see why it stopped in its log."));
        }
        if (evidence.workers().stream().noneMatch(WorkerFit::able)) {
            boolean lane = evidence.workers().stream().allMatch(fit -> fit.reason().startsWith("does not serve"));
            return Optional.of(new Cause(Kind.NO_WORKER, "None of the " + count(evidence.workers().size())
                    + " could run it: "
                    + String.join("; ", evidence.workers().stream().limit(3)
                            .map(fit -> fit.process().host() + " " + fit.reason()).toList())
                    + (evidence.workers().size() > 3 ? "; and so on." : "."),
                    lane
                            ? "Start a worker for " + row.priority().code() + ": 'winnow worker --queue "
                                    + row.priority().code() + "'."
                            : "Workers load plugins when they start: restart those that are behind, and see 'winnow"
                                    + " plugins warnings' for a plugin that could not be loaded."));
        }
        long able = evidence.workers().stream().filter(WorkerFit::able).count();
        if (evidence.workers().stream().filter(WorkerFit::able).allMatch(WorkerFit::busy)) {
            int slots = evidence.workers().stream().filter(WorkerFit::able).mapToInt(fit -> fit.process().concurrency())
                    .sum();
            return Optional.of(new Cause(Kind.ALL_BUSY, "All " + slots + " slots of the " + count(able)
                    + " that could run it are taken" + (evidence.runs().isEmpty()
                            ? "."
                            : "; of " + row.priority().code() + " these run: " + evidence.runs().words() + "."),
                    "It starts when a slot gets free. If that takes too long, start more workers or raise"
                            + " WINNOW_WORKER_CONCURRENCY."));
        }
        return Optional.empty();
    }

    private static String count(long workers) {
        return workers == 1 ? "one live worker" : workers + " live workers";
    }
}
