package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what running jobs say, for many of them at once. */
final class NoteWriter {
    private static final int LINE_BYTES = 4 * 1024;
    private static final int LEVEL_CHARACTERS = 10;
    private static final int MESSAGE_CHARACTERS = 1000;
    /** Rows of a statement: 4 MiB at most, a quarter of what MariaDB takes. */
    private static final int ROWS = 1000;
    /** IGNORE: a worker that did not hear that its lines were written may write them again. */
    private static final String LOG = """
        INSERT IGNORE INTO job_log (job_id, attempt, sequence, at, level, message) VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String PROGRESS = """
        INSERT INTO job_progress (job_id, attempt, done, total, message, at)
        VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))
        ON DUPLICATE KEY UPDATE done = IF(VALUES(attempt) >= attempt, VALUES(done), done),
            total = IF(VALUES(attempt) >= attempt, VALUES(total), total),
            message = IF(VALUES(attempt) >= attempt, VALUES(message), message),
            at = IF(VALUES(attempt) >= attempt, VALUES(at), at),
            attempt = GREATEST(attempt, VALUES(attempt))""";

    private final Database database;

    NoteWriter(Database database) {
        this.database = database;
    }

    void log(List<JobOutcomes.LogLines> logs) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (JobOutcomes.LogLines log : logs) {
            for (JobOutcomes.LogLine line : log.lines()) {
                rows.add(new @Nullable Object[]{log.jobId(), log.attempt(), line.sequence(), line.at(),
                        Texts.cut(line.level(), LEVEL_CHARACTERS), Texts.cutBytes(line.message(), LINE_BYTES)});
            }
        }
        write(LOG, rows);
    }

    void progress(List<JobOutcomes.Progress> words) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (JobOutcomes.Progress word : words) {
            rows.add(new @Nullable Object[]{word.jobId(), word.attempt(), word.done(), word.total(),
                    Texts.cut(word.message(), MESSAGE_CHARACTERS)});
        }
        write(PROGRESS, rows);
    }

    private void write(String sql, List<@Nullable Object[]> rows) {
        for (int from = 0; from < rows.size(); from += ROWS) {
            database.batch(sql, rows.subList(from, Math.min(from + ROWS, rows.size())));
        }
    }
}
