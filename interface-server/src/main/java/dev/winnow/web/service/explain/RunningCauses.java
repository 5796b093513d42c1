package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobStanding;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.queue.JobSighting;
import dev.winnow.web.service.explain.Cause.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Of a job that a worker holds: which one, by which lease, and whether it was asked to stop. */
final class RunningCauses {
    private RunningCauses() {
    }

    static List<Cause> of(Evidence evidence, JobSighting sighting) {
        List<Cause> causes = new ArrayList<>();
        JobRow row = evidence.row();
        String owner = String.valueOf(sighting.owner());
        Optional<ProcessRow> worker = evidence.live().stream().filter(process -> process.id().equals(owner))
                .findFirst();
        String where = worker.map(process -> "worker " + process.host() + " (process " + process.pid() + ")")
                .orElse("worker " + owner);
        Instant until = sighting.leaseUntil();
        String lease = until == null
                ? ""
                : " Its lease " + (until.isAfter(evidence.now())
                        ? "lasts until " + Moments.at(until, evidence.now()) + " and is renewed while the worker lives."
                        : "ended " + Moments.at(until, evidence.now()) + ".");
        cancelling(evidence, sighting, where).ifPresent(causes::add);
        if (worker.isEmpty() || until != null && !until.isAfter(evidence.now())) {
            causes.add(new Cause(Kind.WORKER_LOST, "Attempt " + sighting.attempt() + " is held by " + where
                    + ", which gives no sign of life." + lease,
                    evidence.isLed()
                            ? "When the lease has ended, the leading scheduler hands it out again, as the next attempt."
                            : "No scheduler leads, so nobody ends the lease: start one."));
        } else {
            causes.add(Cause.of(Kind.RUNNING, "Attempt " + sighting.attempt() + " runs on " + where
                    + (row.startedAt() == null || row.attempt() != sighting.attempt()
                            ? ", just begun or claimed."
                            : " since " + Moments.at(row.startedAt(), evidence.now()) + ".")
                    + lease));
        }
        return causes;
    }

    private static Optional<Cause> cancelling(Evidence evidence, JobSighting sighting, String where) {
        String by = evidence.standing().map(JobStanding::cancelledBy).orElse(null);
        if (by == null && !sighting.cancelling()) {
            return Optional.empty();
        }
        return Optional.of(Cause.of(Kind.CANCELLING, (by == null ? "Somebody" : by) + " called it off; " + where
                + " was asked to stop it and does so when its handler heeds, or by force after a while."));
    }
}
