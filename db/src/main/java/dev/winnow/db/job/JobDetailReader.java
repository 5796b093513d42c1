package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what stands beside a job's row. */
final class JobDetailReader {
    private static final String LATEST = "SELECT attempt, owner, host, started_at, finished_at, state FROM job "
            + "WHERE id = ? AND state IN ('running', 'succeeded') AND owner IS NOT NULL AND started_at IS NOT NULL";

    private JobDetailReader() {
    }

    static Optional<JobDetail> read(Database database, JobRow row) {
        JobDetails details = JobDetails.of(database, List.of(row.id())).get(row.id());
        if (details == null) {
            return Optional.empty();
        }
        Beside beside = database.first("SELECT unique_key, parent_id FROM job_detail WHERE job_id = ?",
                (kept, i) -> new Beside(kept.getString(1), kept.getObject(2, Long.class)), row.id())
                .orElse(new Beside(null, null));
        Optional<JobDetail.Progress> progress = database.first("SELECT * FROM job_progress WHERE job_id = ?",
                (said, i) -> new JobDetail.Progress(said.getLong("done"), said.getLong("total"),
                        said.getString("message"), Times.instant(said, "at")),
                row.id());
        return Optional.of(new JobDetail(row, Json.map(details.arguments()), beside.uniqueKey(), beside.parentId(),
                details.correlationId(), details.requestedBy(), attempts(database, row), result(database, row),
                progress.orElse(null), details.failures(), details.deadline()));
    }

    /** A job that succeeded and has no row returned nothing. */
    private static @Nullable Map<String, Object> result(Database database, JobRow row) {
        return database.first("SELECT result FROM job_result WHERE job_id = ?",
                (kept, i) -> Json.map(kept.getString(1)), row.id())
                .orElse(row.state() == JobState.SUCCEEDED ? Map.of() : null);
    }

    /** Those on record, and the one that the job's row tells of. */
    private static List<JobDetail.Attempt> attempts(Database database, JobRow row) {
        List<JobDetail.Attempt> attempts = new ArrayList<>(database.query(
                "SELECT * FROM job_attempt WHERE job_id = ? ORDER BY attempt", (attempt, i) -> ended(attempt),
                row.id()));
        database.first(LATEST, (latest, i) -> latest(latest), row.id()).ifPresent(latest -> {
            attempts.removeIf(attempt -> attempt.attempt() == latest.attempt());
            attempts.add(latest);
        });
        return List.copyOf(attempts);
    }

    private static JobDetail.Attempt latest(ResultSet row) throws SQLException {
        return new JobDetail.Attempt(row.getInt("attempt"), row.getString("owner"), row.getString("host"),
                Times.instant(row, "started_at"), Times.instantOrNull(row, "finished_at"),
                row.getString("state").equals(JobState.SUCCEEDED.code()) ? JobState.SUCCEEDED.code() : null, null, null,
                null);
    }

    private static JobDetail.Attempt ended(ResultSet row) throws SQLException {
        return new JobDetail.Attempt(row.getInt("attempt"), row.getString("owner"), row.getString("host"),
                Times.instant(row, "started_at"), Times.instantOrNull(row, "finished_at"), row.getString("outcome"),
                row.getString("error_type"), row.getString("error_message"), row.getString("error_stack"));
    }

    private record Beside(@Nullable String uniqueKey, @Nullable Long parentId) {
    }
}
