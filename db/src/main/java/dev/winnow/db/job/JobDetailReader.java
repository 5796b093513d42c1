package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what stands beside a job's row. */
final class JobDetailReader {
    private JobDetailReader() {
    }

    static Optional<JobDetail> read(Database database, JobRow row) {
        List<JobDetail.Attempt> attempts = database.query("SELECT * FROM job_attempt WHERE job_id = ? ORDER BY attempt",
                (attempt, i) -> attempt(attempt), row.id());
        Optional<JobDetail.Progress> progress = database.first("SELECT * FROM job_progress WHERE job_id = ?",
                (said, i) -> new JobDetail.Progress(said.getLong("done"), said.getLong("total"),
                        said.getString("message"), Times.instant(said, "at")),
                row.id());
        Optional<Map<String, Object>> result = database.first("SELECT result FROM job_result WHERE job_id = ?",
                (kept, i) -> Json.map(kept.getString(1)), row.id());
        return database.first("SELECT * FROM job_detail WHERE job_id = ?",
                (detail, i) -> new JobDetail(row, Json.map(detail.getString("arguments")),
                        detail.getString("unique_key"), detail.getObject("parent_id", Long.class),
                        detail.getString("correlation_id"), detail.getString("requested_by"), attempts,
                        result.orElse(null), progress.orElse(null)),
                row.id());
    }

    private static JobDetail.Attempt attempt(ResultSet row) throws SQLException {
        return new JobDetail.Attempt(row.getInt("attempt"), row.getString("owner"), row.getString("host"),
                Times.instant(row, "started_at"), Times.instantOrNull(row, "finished_at"), row.getString("outcome"),
                row.getString("error_type"), row.getString("error_message"), row.getString("error_stack"));
    }
}
