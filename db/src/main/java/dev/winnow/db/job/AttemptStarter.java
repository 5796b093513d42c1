package dev.winnow.db.job;

import dev.winnow.db.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts on record that attempts begin or run. */
final class AttemptStarter {
    private static final String SUPERSEDED = "the worker lost its lease: a later attempt began";

    private final Database database;

    AttemptStarter(Database database) {
        this.database = database;
    }

    /** The ids of those that may start. */
    List<Long> begin(List<Attempt> attempts) {
        Map<Long, LockedJob> jobs = LockedJob.lock(database, attempts.stream().map(Attempt::jobId).toList());
        Instant now = database.now();
        Map<Long, RowChange> changes = new HashMap<>();
        List<EndedAttempt> lost = new ArrayList<>();
        List<Long> granted = new ArrayList<>();
        for (Attempt attempt : attempts) {
            LockedJob job = jobs.get(attempt.jobId());
            if (job == null || changes.containsKey(attempt.jobId())) {
                continue;
            }
            if (job.runs(attempt)) {
                granted.add(job.id());
            } else if (job.accepts(attempt) && JobTransitions.allowed(job.state(), JobState.RUNNING)) {
                RowChange change = RowChange.of(job, JobState.RUNNING, attempt);
                changes.put(job.id(), JobTrait.UNIQUE_UNTIL_START.in(job.traits()) ? change.freeingKey() : change);
                granted.add(job.id());
                if (job.lostBefore(attempt)) {
                    lost.add(EndedAttempt.crashed(job, now, SUPERSEDED));
                }
            }
        }
        RowChange.write(database, List.copyOf(changes.values()));
        EndedAttempt.write(database, lost);
        return granted;
    }

    /** What the ledger does not accept stays as it is. */
    void markRunning(List<Attempt> attempts) {
        Map<Long, LockedJob> jobs = LockedJob.lock(database, attempts.stream().map(Attempt::jobId).toList());
        Map<Long, RowChange> changes = new HashMap<>();
        for (Attempt attempt : attempts) {
            LockedJob job = jobs.get(attempt.jobId());
            if (job != null && job.accepts(attempt) && !job.runs(attempt) && !job.lostBefore(attempt)
                    && JobTransitions.allowed(job.state(), JobState.RUNNING)) {
                changes.putIfAbsent(job.id(), RowChange.of(job, JobState.RUNNING, attempt));
            }
        }
        RowChange.write(database, List.copyOf(changes.values()));
    }
}
