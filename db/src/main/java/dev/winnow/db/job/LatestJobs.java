package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the latest jobs along an index, however many there are. */
final class LatestJobs {
    /** The states in which most jobs are: of one type in such a state there are enough among the latest of the type. */
    private static final EnumSet<JobState> COMMON = EnumSet.of(JobState.SUCCEEDED, JobState.QUEUED);

    private final Database database;

    LatestJobs(Database database) {
        this.database = database;
    }

    List<JobRow> find(@Nullable JobState state, @Nullable Priority priority, @Nullable String type,
            @Nullable Long before, int limit) {
        boolean alongIds = state == null && priority == null
                || type != null && (state == null || COMMON.contains(state));
        return alongIds
                ? alongIds(state, priority, type, before, limit)
                : alongTurns(state, priority, type, before, limit);
    }

    private List<JobRow> alongIds(@Nullable JobState state, @Nullable Priority priority, @Nullable String type,
            @Nullable Long before, int limit) {
        List<String> conditions = new ArrayList<>(List.of("id < ?"));
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(before == null ? Long.MAX_VALUE : before);
        restrict(conditions, arguments, "state = ?", state == null ? null : state.code());
        restrict(conditions, arguments, "priority = ?", priority == null ? null : priority.ordinal());
        restrict(conditions, arguments, "type = ?", type);
        arguments.add(limit);
        return JobRows.select(database, "WHERE " + String.join(" AND ", conditions) + " ORDER BY id DESC LIMIT ?",
                arguments.toArray());
    }

    /** The few latest of each stretch of the index, then the latest of those. */
    private List<JobRow> alongTurns(@Nullable JobState state, @Nullable Priority priority, @Nullable String type,
            @Nullable Long before, int limit) {
        List<String> stretches = new ArrayList<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        Instant until = before == null ? null : turnOf(before);
        for (JobState some : state == null ? EnumSet.allOf(JobState.class) : EnumSet.of(state)) {
            for (Priority lane : priority == null ? EnumSet.allOf(Priority.class) : EnumSet.of(priority)) {
                for (int held = 0; held <= 1; held++) {
                    List<String> conditions = new ArrayList<>(List.of("state = ?", "priority = ?", "held = ?"));
                    arguments.addAll(List.of(some.code(), lane.ordinal(), held));
                    if (before != null && until != null) {
                        conditions.addAll(List.of("available_at <= ?", "(available_at < ? OR id < ?)"));
                        arguments.addAll(List.of(until, until, before));
                    }
                    restrict(conditions, arguments, "type = ?", type);
                    stretches.add("(SELECT " + JobRows.COLUMNS + " FROM job WHERE " + String.join(" AND ", conditions)
                            + " ORDER BY available_at DESC, id DESC LIMIT ?)");
                    arguments.add(limit);
                }
            }
        }
        arguments.add(limit);
        return database.query(String.join(" UNION ALL ", stretches) + " ORDER BY available_at DESC, id DESC LIMIT ?",
                (row, i) -> JobRows.read(row), arguments.toArray());
    }

    /** When the job that somebody pages on from was to be run; of one that is gone, when it was asked for. */
    private Instant turnOf(long id) {
        return database.first("SELECT available_at FROM job WHERE id = ?",
                (row, i) -> Times.instant(row, "available_at"), id).orElseGet(() -> TimeOrderedIds.timeOf(id));
    }

    private static void restrict(List<String> conditions, List<@Nullable Object> arguments, String condition,
            @Nullable Object argument) {
        if (argument != null) {
            conditions.add(condition);
            arguments.add(argument);
        }
    }
}
