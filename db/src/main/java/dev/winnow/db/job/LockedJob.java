package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands, locked until the transaction ends.
 *
 * @param attempt the latest that is on record
 * @param owner who runs or ran that one; null where it was not begun
 * @param ended whether that one's end is on record
 * @param traits bits of {@link JobTrait}
 */
record LockedJob(long id, JobState state, int attempt, int failures, int crashes, @Nullable String owner,
        @Nullable String host, @Nullable Instant startedAt, int traits, boolean ended) {
    private static final String SELECT = """
        SELECT id, state, attempt, failures, crashes, owner, host, started_at, traits, EXISTS (SELECT 1
            FROM job_attempt a WHERE a.job_id = job.id AND a.attempt = job.attempt AND a.outcome <> 'handed-back') AS ended
        FROM %s WHERE id IN (%s) ORDER BY id FOR UPDATE""";

    /** Locks these in order of their ids; those there are. */
    static Map<Long, LockedJob> lock(Database database, Collection<Long> ids) {
        Map<Long, LockedJob> jobs = new HashMap<>();
        for (List<Long> some : JobRows.chunks(ids)) {
            database.query(SELECT.formatted(JobRows.BY_ID, Database.placeholders(some.size())), (row, i) -> read(row),
                    some.toArray())
                    .forEach(job -> jobs.put(job.id(), job));
        }
        return jobs;
    }

    /**
     * Whether something may be written of this attempt: the job is unfinished, and the attempt is a later one than that
     * on record, or that one itself, running with this owner or not begun yet.
     */
    boolean accepts(Attempt candidate) {
        if (state.isFinished() || attempt > candidate.attempt()) {
            return false;
        }
        return attempt < candidate.attempt() || (state == JobState.RUNNING ? isOwn(candidate) : !ended);
    }

    /** Whether it runs with exactly this attempt. */
    boolean runs(Attempt candidate) {
        return state == JobState.RUNNING && isOwn(candidate);
    }

    /** Whether the attempt on record is this one. */
    boolean isOwn(Attempt candidate) {
        return attempt == candidate.attempt() && candidate.owner().equals(owner);
    }

    /** Whether an earlier attempt than this is on record as running: its worker was lost. */
    boolean lostBefore(Attempt candidate) {
        return state == JobState.RUNNING && attempt < candidate.attempt();
    }

    private static LockedJob read(ResultSet row) throws SQLException {
        return new LockedJob(row.getLong("id"), JobState.ofCode(row.getString("state")), row.getInt("attempt"),
                row.getInt("failures"), row.getInt("crashes"), row.getString("owner"), row.getString("host"),
                Times.instantOrNull(row, "started_at"), row.getInt("traits"), row.getBoolean("ended"));
    }
}
