package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.plugin.spi.JobResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what jobs return, within bounds; nothing of those that return nothing. */
final class JobResults {
    private static final int BYTES = 64 * 1024;
    private static final String WRITE = """
        INSERT INTO job_result (job_id, result) VALUES (?, ?)
        ON DUPLICATE KEY UPDATE result = VALUES(result)""";

    private final Database database;

    JobResults(Database database) {
        this.database = database;
    }

    void write(List<Outcome> recorded) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Outcome outcome : recorded) {
            if (outcome instanceof Outcome.Succeeded succeeded && !succeeded.result().values().isEmpty()) {
                rows.add(new @Nullable Object[]{outcome.attempt().jobId(), bounded(succeeded.result())});
            }
        }
        database.batch(WRITE, rows);
    }

    private static String bounded(JobResult result) {
        String json = json(result);
        // A character is at most three bytes, and at least one.
        if (json.length() <= BYTES / 3) {
            return json;
        }
        int size = json.getBytes(StandardCharsets.UTF_8).length;
        return size <= BYTES
                ? json
                : problem("the result was " + size + " bytes of JSON, more than the " + BYTES
                        + " that are kept; it was dropped");
    }

    /** A handler's values may be anything: one that cannot be written must not hold up the others of its batch. */
    private static String json(JobResult result) {
        try {
            return Json.write(result.values());
        } catch (RuntimeException | StackOverflowError e) {
            return problem("the result could not be written as JSON (" + Texts.cut(String.valueOf(e.getMessage()), 300)
                    + "); it was dropped");
        }
    }

    private static String problem(String sentence) {
        return Json.write(Map.of("problem", sentence));
    }
}
