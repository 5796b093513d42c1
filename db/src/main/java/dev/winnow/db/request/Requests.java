package dev.winnow.db.request;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.db.TimeOrderedIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other processes ask of the leading scheduler. Rows are inserted by the interface server, answered by the scheduler. */
@JdbcStore
public class Requests {
    private final Database database;
    private final TimeOrderedIds ids;

    Requests(Database database, TimeOrderedIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Asks; returns the request's id. */
    public long ask(String kind, Map<String, Object> arguments, String requestedBy) {
        long id = ids.next();
        database.update("""
            INSERT INTO request (id, kind, arguments, requested_by, created_at)
            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))""", id, kind, Json.write(arguments),
                Texts.cut(requestedBy, 190));
        return id;
    }

    /** Those without an answer, oldest first. */
    public List<Request> unanswered(int limit) {
        return database.query("""
            SELECT r.* FROM request r LEFT JOIN request_answer a ON a.request_id = r.id
            WHERE a.request_id IS NULL ORDER BY r.id LIMIT ?""",
                (row, i) -> new Request(row.getLong("id"), row.getString("kind"), Json.map(row.getString("arguments")),
                        row.getString("requested_by")),
                limit);
    }

    /** Answers one; false if it was answered before. */
    public boolean answer(long id, String outcome, Map<String, Object> answer, String answeredBy) {
        return database.update("""
            INSERT IGNORE INTO request_answer (request_id, outcome, answer, answered_by, answered_at)
            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))""", id, outcome, Json.write(answer), answeredBy) > 0;
    }

    /** The answer, if there is one. */
    public Optional<Answer> answer(long id) {
        return database.first("SELECT outcome, answer FROM request_answer WHERE request_id = ?",
                (row, i) -> new Answer(row.getString("outcome"), Json.map(row.getString("answer"))), id);
    }

    /** What is asked. */
    public record Request(long id, String kind, Map<String, Object> arguments, String requestedBy) {
    }

    /**
     * What came of it.
     *
     * @param outcome {@code done}, {@code refused} or {@code failed}
     * @param values as JSON has them; {@code message} is a sentence for people
     */
    public record Answer(String outcome, Map<String, Object> values) {
    }
}
