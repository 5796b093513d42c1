package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what holds a job back. */
final class StandingReader {
    private static final String CONCURRENCY = """
        SELECT l.concurrency_key AS limit_key, l.standing = 'counted' AS let_in,
            (SELECT n.concurrency_most FROM job_limit n WHERE n.concurrency_key = l.concurrency_key
                ORDER BY n.job_id DESC LIMIT 1) AS most,
            (SELECT COUNT(*) FROM job_limit c WHERE c.standing = 'counted'
                AND c.concurrency_key = l.concurrency_key) AS used
        FROM job_limit l WHERE l.job_id = ? AND l.concurrency_key IS NOT NULL""";
    private static final String RATE = """
        SELECT l.rate_key AS limit_key, l.standing NOT IN ('new', 'waits') AS let_in, n.rate_most AS most,
            (SELECT COUNT(*) FROM job_rate r WHERE r.rate_key = l.rate_key
                AND r.let_in_at > UTC_TIMESTAMP(3) - INTERVAL n.rate_ms * 1000 MICROSECOND) AS used
        FROM job_limit l JOIN job_limit n ON n.job_id = (SELECT MAX(m.job_id) FROM job_limit m
            WHERE m.rate_key = l.rate_key)
        WHERE l.job_id = ? AND l.rate_key IS NOT NULL""";
    /** The one that it is a member of, or else whose completion it is. */
    private static final String BATCH = """
        SELECT b.id, b.total, (SELECT COUNT(*) FROM job_batch_member m WHERE m.batch_id = b.id
                AND m.job_id <= b.checked_until)
            + (SELECT COUNT(*) FROM job_batch_member m JOIN job j ON j.id = m.job_id WHERE m.batch_id = b.id
                AND m.job_id > b.checked_until AND j.\s""" + JobTransitions.in(JobState.FINISHED) + """
            ) AS finished
        FROM job_batch b WHERE b.id IN (SELECT m.batch_id FROM job_batch_member m WHERE m.job_id = ?
            UNION ALL SELECT ?)
        ORDER BY b.id DESC LIMIT 1""";

    private StandingReader() {
    }

    static JobStanding read(Database database, long id) {
        Optional<JobStanding.Wait> wait = database.first("SELECT * FROM job_wait WHERE job_id = ?",
                (row, i) -> new JobStanding.Wait(row.getString("kind"), row.getObject("on_id", Long.class),
                        row.getString("reason"), Times.instant(row, "since")),
                id);
        List<JobStanding.Limit> limits = new ArrayList<>(limits(database, "concurrency", CONCURRENCY, id));
        limits.addAll(limits(database, "rate", RATE, id));
        Optional<JobStanding.Batch> batch = database.first(BATCH, (row, i) -> new JobStanding.Batch(row.getLong("id"),
                row.getLong("total"), row.getLong("finished")), id, id);
        return new JobStanding(wait, List.copyOf(limits),
                database.first("SELECT expires_at FROM job_expiry WHERE job_id = ?",
                        (row, i) -> Times.instant(row, "expires_at"), id).orElse(null),
                database.first("SELECT requested_by FROM job_cancel WHERE job_id = ?",
                        (row, i) -> row.getString(1), id).orElse(null),
                batch);
    }

    private static List<JobStanding.Limit> limits(Database database, String kind, String sql, long id) {
        return database.query(sql, (row, i) -> new JobStanding.Limit(kind, row.getString("limit_key"),
                row.getInt("most"), row.getLong("used"),
                !row.getBoolean("let_in") && row.getLong("used") >= row.getInt("most")), id);
    }
}
