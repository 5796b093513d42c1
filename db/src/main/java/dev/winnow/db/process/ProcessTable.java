package dev.winnow.db.process;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who runs. Each daemon keeps its own row; a row whose heartbeat is older than a while is dead. */
@JdbcStore
public class ProcessTable {
    /** After this long without a heartbeat a process counts as dead. */
    public static final Duration DEAD_AFTER = Duration.ofSeconds(20);

    private static final String SAVE = """
        INSERT INTO process (id, kind, host, pid, version, state, is_leader, generation, lanes, concurrency, running,
            management_port, started_at, heartbeat_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))
        ON DUPLICATE KEY UPDATE state = VALUES(state), is_leader = VALUES(is_leader),
            generation = VALUES(generation), lanes = VALUES(lanes), concurrency = VALUES(concurrency),
            running = VALUES(running), management_port = VALUES(management_port),
            heartbeat_at = VALUES(heartbeat_at)""";

    private final Database database;

    ProcessTable(Database database) {
        this.database = database;
    }

    /** Inserts or replaces this process's row with a heartbeat of now, on the database's clock. */
    public void save(ProcessRow row) {
        database.update(SAVE, row.id(), row.kind(), row.host(), row.pid(), row.version(), row.state(), row.leading(),
                row.generation(), row.lanes(), row.concurrency(), row.running(), row.managementPort(),
                row.startedAt());
    }

    /** Removes this process's row. */
    public void remove(String id) {
        database.update("DELETE FROM process WHERE id = ?", id);
    }

    /** Says which types of jobs a process has handlers for, in place of what it said before. */
    public void handles(String id, Collection<String> jobTypes) {
        database.doInTransaction(() -> {
            database.update("DELETE FROM process_handler WHERE process_id = ?", id);
            List<@Nullable Object[]> rows = new ArrayList<>();
            jobTypes.stream().distinct().sorted().forEach(type -> rows.add(new @Nullable Object[]{id, type}));
            database.batch("INSERT INTO process_handler (process_id, job_type) VALUES (?, ?)", rows);
        });
    }

    /** The ids of the live processes that have a handler for jobs of this type. */
    public List<String> handlersOf(String jobType) {
        return database.query("""
            SELECT h.process_id FROM process_handler h JOIN process p ON p.id = h.process_id
            WHERE h.job_type = ? AND p.heartbeat_at > UTC_TIMESTAMP(3) - INTERVAL ? SECOND
            ORDER BY p.started_at, p.id""", (row, i) -> row.getString(1), jobType, DEAD_AFTER.toSeconds());
    }

    /**
     * The condition that process {@code p} is a live worker that takes jobs of a lane.
     *
     * @param lane its number, as SQL
     */
    public static String takes(String lane) {
        return "p.kind = 'worker' AND p.state <> 'draining' AND FIND_IN_SET(CONCAT('p', " + lane + "), p.lanes)"
                + " AND p.heartbeat_at > UTC_TIMESTAMP(3) - INTERVAL " + DEAD_AFTER.toSeconds() + " SECOND";
    }

    /** The ids of the live workers that take jobs of this lane and have a handler for this type. */
    public List<String> takersOf(String jobType, Priority lane) {
        return database.query("SELECT h.process_id FROM process_handler h JOIN process p ON p.id = h.process_id"
                + " WHERE h.job_type = ? AND " + takes("?") + " ORDER BY p.started_at, p.id",
                (row, i) -> row.getString(1), jobType, lane.ordinal());
    }

    /** The types of jobs that some live process has a handler for, sorted. */
    public List<String> handledTypes() {
        return database.query("""
            SELECT DISTINCT h.job_type FROM process_handler h JOIN process p ON p.id = h.process_id
            WHERE p.heartbeat_at > UTC_TIMESTAMP(3) - INTERVAL ? SECOND ORDER BY h.job_type""",
                (row, i) -> row.getString(1), DEAD_AFTER.toSeconds());
    }

    /** Live processes, by kind and start. */
    public List<ProcessRow> live() {
        return database.query("""
            SELECT * FROM process WHERE heartbeat_at > UTC_TIMESTAMP(3) - INTERVAL ? SECOND
            ORDER BY kind, started_at, id""", (row, i) -> read(row), DEAD_AFTER.toSeconds());
    }

    /** Removes rows that have been dead for a day, and what they handle; returns how many. */
    public int removeDead() {
        database.update("""
            DELETE FROM process_handler WHERE process_id NOT IN (SELECT p.id FROM process p
                WHERE p.heartbeat_at >= UTC_TIMESTAMP(3) - INTERVAL 1 DAY)""");
        return database.update("DELETE FROM process WHERE heartbeat_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY");
    }

    private static ProcessRow read(ResultSet row) throws SQLException {
        return new ProcessRow(row.getString("id"), row.getString("kind"), row.getString("host"), row.getLong("pid"),
                row.getString("version"), row.getString("state"), row.getBoolean("is_leader"),
                row.getObject("generation", Long.class), row.getString("lanes"), row.getInt("concurrency"),
                row.getInt("running"), row.getInt("management_port"), Times.instant(row, "started_at"),
                Times.instant(row, "heartbeat_at"));
    }
}
