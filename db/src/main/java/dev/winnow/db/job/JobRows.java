package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads narrow rows. */
final class JobRows {
    static final String COLUMNS = "id, type, priority, state, attempt, crashes, generation, digest, created_at, "
            + "available_at, queued_at, started_at, finished_at";
    /**
     * The table, for statements that lock or change rows by their ids and look at their states besides. By an index on
     * the state the server would miss a row that another transaction is about to move in it: it waits for the lock on the
     * old entry, which is gone then, and has passed the new one.
     */
    static final String BY_ID = "job FORCE INDEX (PRIMARY)";
    /** More ids than this in one statement are no faster. */
    private static final int IDS = 1000;

    private JobRows() {
    }

    static JobRow read(ResultSet row) throws SQLException {
        return new JobRow(row.getLong("id"), row.getString("type"), Priority.values()[row.getInt("priority")],
                JobState.ofCode(row.getString("state")), row.getInt("attempt"), row.getInt("crashes"),
                row.getObject("generation", Long.class), row.getString("digest"), Times.instant(row, "created_at"),
                Times.instant(row, "available_at"), Times.instantOrNull(row, "queued_at"),
                Times.instantOrNull(row, "started_at"), Times.instantOrNull(row, "finished_at"));
    }

    static List<JobRow> select(Database database, String where, @Nullable Object... arguments) {
        return database.query("SELECT " + COLUMNS + " FROM job " + where, (row, i) -> read(row), arguments);
    }

    /** These rows, first priority first, then in order of their ids. */
    static List<JobRow> byIds(Database database, Collection<Long> ids) {
        List<JobRow> rows = new ArrayList<>();
        for (List<Long> some : chunks(ids)) {
            rows.addAll(select(database, "WHERE id IN (" + Database.placeholders(some.size()) + ")", some.toArray()));
        }
        rows.sort(java.util.Comparator.comparing(JobRow::priority).thenComparingLong(JobRow::id));
        return rows;
    }

    /** Parts that one statement takes, sorted, so that two transactions lock in the same order. */
    static List<List<Long>> chunks(Collection<Long> ids) {
        List<Long> sorted = ids.stream().distinct().sorted().toList();
        List<List<Long>> chunks = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += IDS) {
            chunks.add(sorted.subList(from, Math.min(from + IDS, sorted.size())));
        }
        return chunks;
    }
}
