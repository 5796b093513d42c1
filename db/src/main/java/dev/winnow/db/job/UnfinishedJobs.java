package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pages through jobs along the one index that has the state in it: by state, lane, whether held, time and id. */
final class UnfinishedJobs {
    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final String PAGE = """
        FORCE INDEX (job_by_turn) WHERE state = ? AND priority = ? AND held = ? AND available_at >= ?
            AND (available_at > ? OR id > ?) ORDER BY available_at, id LIMIT ?""";
    private static final String LATEST = """
        FORCE INDEX (job_by_turn) WHERE state = ? AND priority = ? AND held = ?
        ORDER BY available_at DESC, id DESC LIMIT ?""";

    private final Database database;

    UnfinishedJobs(Database database) {
        this.database = database;
    }

    /** At most so many after this place, and where to go on. */
    LedgerPage page(LedgerPlace after, int limit) {
        List<JobRow> rows = JobRows.select(database, PAGE, after.state().code(), after.priority()
                .ordinal(), after.held(), after.availableAt(), after.availableAt(), after.id(), limit);
        LedgerPlace next = rows.size() < limit ? following(after) : after.at(rows.getLast());
        return new LedgerPage(rows, next);
    }

    static LedgerPlace start() {
        return new LedgerPlace(JobState.QUEUED, Priority.P0, false, LONG_AGO, 0);
    }

    /** The latest by their time, of each lane. */
    List<JobRow> latest(Set<JobState> states, int limit) {
        List<JobRow> rows = new ArrayList<>();
        for (JobState state : states) {
            for (Priority priority : Priority.values()) {
                for (boolean held : new boolean[]{false, true}) {
                    rows.addAll(JobRows.select(database, LATEST, state.code(), priority.ordinal(), held, limit));
                }
            }
        }
        return rows;
    }

    /** How many there are in these states. */
    long count(Set<JobState> states) {
        return database.number("SELECT COUNT(*) FROM job WHERE " + JobTransitions.in(states));
    }

    /** Queued, running and retrying, of each lane, not held and held; a held one that is retrying is not in the queue. */
    private static @Nullable LedgerPlace following(LedgerPlace place) {
        if (!place.held() && place.state() != JobState.RETRYING) {
            return new LedgerPlace(place.state(), place.priority(), true, LONG_AGO, 0);
        }
        Priority[] lanes = Priority.values();
        if (place.priority() != lanes[lanes.length - 1]) {
            return new LedgerPlace(place.state(), lanes[place.priority().ordinal() + 1], false, LONG_AGO, 0);
        }
        List<JobState> states = List.copyOf(EnumSet.of(JobState.QUEUED, JobState.RUNNING, JobState.RETRYING));
        int state = states.indexOf(place.state());
        return state + 1 == states.size()
                ? null
                : new LedgerPlace(states.get(state + 1), lanes[0], false, LONG_AGO, 0);
    }

    /** Rows that have been as they are for this long, by the database's clock. */
    List<JobRow> settled(List<JobRow> rows, Duration age) {
        Instant before = database.now().minus(age);
        return rows.stream().filter(row -> switch (row.state()) {
            case QUEUED -> isBefore(row.queuedAt(), before);
            case RUNNING -> isBefore(row.startedAt(), before);
            case RETRYING, REQUESTED, SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED -> true;
        }).toList();
    }

    private static boolean isBefore(@Nullable Instant at, Instant limit) {
        return at == null || at.isBefore(limit);
    }
}
