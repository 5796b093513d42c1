package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.Priority;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pages and the API ask of the ledger. */
@JdbcStore
public class JobQueries {
    private final Database database;
    private final LatestJobs latestJobs;
    private final JobCounts counts;

    JobQueries(Database database) {
        this.database = database;
        this.latestJobs = new LatestJobs(database);
        this.counts = new JobCounts(database);
    }

    /**
     * The latest jobs, newest first; nulls do not restrict; {@code before} is a job id to page on from. Restricted by state
     * or priority they go by when they were last to be run, which is when they were asked for where they were neither
     * delayed nor tried again.
     */
    public List<JobRow> latest(@Nullable JobState state, @Nullable Priority priority, @Nullable String type,
            @Nullable Long before, int limit) {
        return latestJobs.find(state, priority, type, before, limit);
    }

    /** The narrow rows of these, first priority first; unknown ids are left out. */
    public List<JobRow> rows(Collection<Long> ids) {
        return JobRows.byIds(database, ids);
    }

    /** All of one. */
    public Optional<JobDetail> find(long id) {
        return JobRows.byIds(database, List.of(id)).stream().findFirst()
                .flatMap(row -> JobDetailReader.read(database, row));
    }

    /** Its log, in order, after a line of an attempt. */
    public List<LoggedLine> log(long id, int afterAttempt, int afterSequence, int limit) {
        return database.query("""
            SELECT * FROM job_log WHERE job_id = ? AND (attempt > ? OR attempt = ? AND sequence > ?)
            ORDER BY attempt, sequence LIMIT ?""",
                (row, i) -> new LoggedLine(row.getInt("attempt"),
                        new JobOutcomes.LogLine(row.getInt("sequence"), Times.instant(row, "at"),
                                row.getString("level"), row.getString("message"))),
                id, afterAttempt, afterAttempt, afterSequence, limit);
    }

    /** The jobs that this one asked for, in order. */
    public List<JobRow> children(long id, int limit) {
        List<Long> ids = database.query("SELECT job_id FROM job_detail WHERE parent_id = ? ORDER BY job_id LIMIT ?",
                (row, i) -> row.getLong(1), id, limit);
        return JobRows.byIds(database, ids).stream().sorted(Comparator.comparingLong(JobRow::id)).toList();
    }

    /** Why an unfinished job does not run, as far as the ledger knows; all empty for an unknown one. */
    public JobStanding standing(long id) {
        return StandingReader.read(database, id);
    }

    /** For the completion job of a batch: how the batch ended; empty for any other job. */
    public Optional<BatchOutcome> batchOutcome(long completionJobId) {
        return database.first("""
            SELECT b.id, b.total, b.succeeded FROM job_batch b WHERE b.finished_at IS NOT NULL AND b.id = ?""",
                (row, i) -> new BatchOutcome(row.getLong("id"), row.getLong("total"), row.getLong("succeeded")),
                completionJobId);
    }

    /**
     * How many jobs there are by state: of the unfinished ones all, of the finished ones those whose turn came in the last
     * day. Where millions are counted the answer may be a minute old.
     */
    public Map<JobState, Long> counts() {
        return counts.get();
    }

    /** A line with the attempt it belongs to. */
    public record LoggedLine(int attempt, JobOutcomes.LogLine line) {
    }
}
