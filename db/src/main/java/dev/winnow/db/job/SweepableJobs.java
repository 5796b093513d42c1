package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.plugin.spi.Priority;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds jobs that are to be called off together. */
@JdbcStore
public class SweepableJobs {
    private final Database database;

    SweepableJobs(Database database) {
        this.database = database;
    }

    /** The id of the newest job of all; 0 where there is none. */
    public long newest() {
        return database.number("SELECT COALESCE(MAX(id), 0) FROM job");
    }

    /**
     * The ids of those that fit, in no order, without those that were called off already; nulls do not restrict.
     *
     * @param state an unfinished one; null for all of these
     * @param upTo no newer ones
     */
    public List<Long> ids(@Nullable JobState state, @Nullable Priority priority, @Nullable String type, long upTo,
            int limit) {
        List<Long> ids = new ArrayList<>();
        for (JobState each : JobState.values()) {
            if (!each.isFinished() && (state == null || each == state) && ids.size() < limit) {
                StringBuilder sql = new StringBuilder("SELECT id FROM job WHERE state = ? AND id <= ?"
                        + " AND traits & ? = 0");
                List<Object> arguments = new ArrayList<>(List.of(each.code(), upTo, JobTrait.CANCELLING.bit()));
                if (priority != null) {
                    sql.append(" AND priority = ?");
                    arguments.add(priority.ordinal());
                }
                if (type != null) {
                    sql.append(" AND type = ?");
                    arguments.add(type);
                }
                arguments.add(limit - ids.size());
                ids.addAll(database.query(sql.append(" LIMIT ?").toString(), (row, i) -> row.getLong(1),
                        arguments.toArray()));
            }
        }
        return ids;
    }
}
