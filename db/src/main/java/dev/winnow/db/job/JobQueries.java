package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.Priority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pages and the API ask of the ledger. */
@JdbcStore
public class JobQueries {
    private final Database database;

    JobQueries(Database database) {
        this.database = database;
    }

    /** The latest jobs, newest first; nulls do not restrict; {@code before} is a job id to page on from. */
    public List<JobRow> latest(@Nullable JobState state, @Nullable Priority priority, @Nullable String type,
            @Nullable Long before, int limit) {
        List<String> conditions = new ArrayList<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        restrict(conditions, arguments, "state = ?", state == null ? null : state.code());
        restrict(conditions, arguments, "priority = ?", priority == null ? null : priority.ordinal());
        restrict(conditions, arguments, "type = ?", type);
        restrict(conditions, arguments, "id < ?", before);
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
        arguments.add(limit);
        return JobRows.select(database, where + " ORDER BY id DESC LIMIT ?", arguments.toArray());
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
        return JobRows.select(database, "WHERE id IN (SELECT job_id FROM job_detail WHERE parent_id = ?) ORDER BY id "
                + "LIMIT ?", id, limit);
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

    /** How many jobs there are by state, of the unfinished ones and those finished in the last day. */
    public Map<JobState, Long> counts() {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        database.query("SELECT state, COUNT(*) AS jobs FROM job WHERE "
                + JobTransitions.in(EnumSet.complementOf(EnumSet.copyOf(JobState.FINISHED)))
                + " OR finished_at > UTC_TIMESTAMP(3) - INTERVAL 1 DAY GROUP BY state",
                (row, i) -> counts.put(JobState.ofCode(row.getString("state")), row.getLong("jobs")));
        return counts;
    }

    private static void restrict(List<String> conditions, List<@Nullable Object> arguments, String condition,
            @Nullable Object argument) {
        if (argument != null) {
            conditions.add(condition);
            arguments.add(argument);
        }
    }

    /** A line with the attempt it belongs to. */
    public record LoggedLine(int attempt, JobOutcomes.LogLine line) {
    }
}
