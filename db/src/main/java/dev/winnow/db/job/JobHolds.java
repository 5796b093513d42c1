package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds jobs of a list back besides their turn, in one look for all of them. */
@JdbcStore
public class JobHolds {
    private final Database database;

    JobHolds(Database database) {
        this.database = database;
    }

    /**
     * What holds these back.
     *
     * @return by job id: {@code job}, {@code batch} or {@code handler} as {@link JobStanding.Wait} has them,
     *     {@code limit}, or {@code cancel} for one that was asked to stop; others are left out
     */
    public Map<Long, String> of(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String these = " job_id IN (" + Database.placeholders(ids.size()) + ")";
        List<Object> arguments = new ArrayList<>(ids);
        arguments.addAll(ids);
        arguments.addAll(ids);
        Map<Long, String> holds = new HashMap<>();
        database.query("SELECT job_id, kind FROM job_wait WHERE" + these
                + " UNION ALL SELECT job_id, 'limit' FROM job_limit WHERE standing = 'waits' AND" + these
                + " UNION ALL SELECT job_id, 'cancel' FROM job_cancel WHERE" + these,
                (row, i) -> holds.put(row.getLong(1), row.getString(2)), arguments.toArray());
        return holds;
    }
}
