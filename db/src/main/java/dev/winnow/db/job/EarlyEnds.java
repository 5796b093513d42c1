package dev.winnow.db.job;

import dev.winnow.db.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ends jobs that do not run. The number of the attempt that will not be is burned, with the reason as its end: a worker
 * that has claimed it after all is refused, also when somebody wants the job once more.
 */
final class EarlyEnds {
    /** Stands for the worker in the record of such an attempt. */
    private static final String NOBODY = "";
    private static final String HOST = "scheduler";
    private static final String UPDATE = """
        UPDATE %s SET state = ?, attempt = attempt + 1, owner = NULL, host = NULL, started_at = NULL,
            finished_at = UTC_TIMESTAMP(3), dedupe_key = NULL, traits = traits & ~%d WHERE id IN (%s) AND %s""";
    private static final int CLEARED = JobTrait.WAITING.bit() | JobTrait.CANCELLING.bit() | JobTrait.EXPIRES.bit();

    private final Database database;

    EarlyEnds(Database database) {
        this.database = database;
    }

    /** @param jobs unfinished ones, locked by the caller's transaction */
    void end(Collection<LockedJob> jobs, JobState state, Function<LockedJob, String> reason) {
        Instant now = database.now();
        List<Long> ids = jobs.stream().map(LockedJob::id).toList();
        for (List<Long> some : JobRows.chunks(ids)) {
            List<@Nullable Object> arguments = new ArrayList<>(List.of(state.code()));
            arguments.addAll(some);
            database.update(
                    UPDATE.formatted(JobRows.BY_ID, CLEARED, Database.placeholders(some.size()),
                            JobTransitions.into(state)),
                    arguments.toArray());
        }
        EndedAttempt.write(database, jobs.stream().map(job -> new EndedAttempt(job.id(), job.attempt() + 1, NOBODY,
                HOST, now, now, state.code(), new JobOutcomes.Failure(state.code(), reason.apply(job), "")))
                .toList());
        forget(ids);
    }

    /** Takes off the record what was to be done about these, which is over. */
    void forget(Collection<Long> ids) {
        for (List<Long> some : JobRows.chunks(ids)) {
            String in = " WHERE job_id IN (" + Database.placeholders(some.size()) + ")";
            database.update("DELETE FROM job_wait" + in, some.toArray());
            database.update("DELETE FROM job_cancel" + in, some.toArray());
            database.update("DELETE FROM job_expiry" + in, some.toArray());
            database.update("UPDATE job_limit SET standing = 'out'" + in, some.toArray());
        }
    }
}
