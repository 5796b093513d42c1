package dev.winnow.db.schedule;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Times;
import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobLedger;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Schedules and their tick ledger; written by the scheduler. */
@JdbcStore
public class ScheduleStore {
    private static final int REMOVED_AT_ONCE = 5000;
    private static final String EXPECTED = """
        (s.ends_at IS NULL OR s.next_tick_at IS NULL OR s.next_tick_at < s.ends_at)""";

    private final Database database;
    private final LeaderLease lease;
    private final TickWriter writer;

    ScheduleStore(Database database, LeaderLease lease, JobLedger ledger, JobQueries jobs,
            JobEndings endings) {
        this.database = database;
        this.lease = lease;
        this.writer = new TickWriter(database, ledger, jobs, endings);
    }

    /** The database's clock, by which schedules fire. */
    public Instant now() {
        return database.now();
    }

    /** Makes these, by origin, the schedules; others are marked as removed; pause and next tick of an unchanged one stay. */
    public void declare(Map<String, List<ScheduleDefinition>> byOrigin) {
        new ScheduleDeclarations(database).declare(byOrigin);
    }

    /** All that are not removed, by name. */
    public List<ScheduleRow> all() {
        return rows(" ORDER BY s.name");
    }

    /** One of them. */
    public Optional<ScheduleRow> find(String name) {
        return rows(" AND s.name = ?", name).stream().findFirst();
    }

    /**
     * By name, those that are due by the database's clock or have no next tick yet, paused ones among them.
     *
     * @param after the name after which to go on; empty at first
     * @param limit how many to read at most
     */
    public Due due(String after, int limit) {
        List<String> names = new ArrayList<>();
        List<ScheduleRow> rows = new ArrayList<>();
        database.query(ScheduleRows.LIVE + " AND (s.next_tick_at IS NULL OR s.next_tick_at <= UTC_TIMESTAMP(3)) AND "
                + EXPECTED + " AND s.name > ? ORDER BY s.name LIMIT ?", (row, i) -> {
                    ScheduleRow readable = ScheduleRows.readable(row);
                    if (readable != null) {
                        rows.add(readable);
                    }
                    return names.add(row.getString("name"));
                }, after, limit);
        return new Due(rows, names.size() < limit ? null : names.getLast());
    }

    /** How long until the next tick of all, by the database's clock; zero or less where one is due. */
    public Optional<Duration> untilNextTick() {
        return database.first("""
            SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), COALESCE(s.next_tick_at, UTC_TIMESTAMP(3))) AS micros
            FROM schedule s WHERE s.removed_at IS NULL AND\s""" + EXPECTED + " ORDER BY s.next_tick_at LIMIT 1",
                (row, i) -> Duration.ofNanos(row.getLong("micros") * 1000));
    }

    /**
     * In one transaction, under the leader's epoch: records the decisions, writes the jobs of those that fire, calls
     * off what is to be cancelled for them, and sets the next ticks. A ruling on a schedule that is not as it was any more is left out: its ticks are still due, or
     * decided by somebody else.
     */
    public Fired decide(LeaderLease.Held leadership, List<Ruling> rulings, @Nullable Long generation) {
        return database.inTransaction(() -> {
            lease.check(leadership);
            return writer.write(rulings, leadership, generation);
        });
    }

    /** Writes a job apart from all ticks. */
    public Fired fire(LeaderLease.Held leadership, NewJob job, @Nullable Long generation) {
        return database.inTransaction(() -> {
            lease.check(leadership);
            return writer.jobs(List.of(job), generation, new IdentityHashMap<>());
        });
    }

    /** Pauses or resumes; false if there is no such schedule. */
    public boolean pause(String schedule, boolean paused) {
        return database.update("UPDATE schedule SET paused = ? WHERE name = ? AND removed_at IS NULL", paused,
                schedule) > 0;
    }

    /**
     * Sets the next tick where nobody has decided it meanwhile, because the clock of the schedule's zone goes otherwise
     * than it was thought to.
     */
    public boolean correct(ScheduleRow row, Instant nextTickAt) {
        return database.update("""
            UPDATE schedule SET next_tick_at = ? WHERE name = ? AND removed_at IS NULL AND next_tick_at <=> ?""",
                nextTickAt, row.definition().name(), row.nextTickAt()) > 0;
    }

    /** The latest ticks, newest first. */
    public List<Tick> ticks(String schedule, int limit) {
        return database.query("SELECT * FROM schedule_tick WHERE schedule = ? ORDER BY tick_at DESC LIMIT ?",
                (row, i) -> {
                    Instant tickAt = Times.instant(row, "tick_at");
                    Instant until = Objects.requireNonNullElse(Times.instantOrNull(row, "until_at"), tickAt);
                    return new Tick(row.getString("schedule"), tickAt, until, row.getLong("ticks"),
                            row.getString("outcome"), row.getString("reason"), row.getObject("job_id", Long.class),
                            Times.instant(row, "decided_at"));
                }, schedule, limit);
    }

    /** Removes records of ticks that were decided longer ago than this, some thousand at once; returns how many. */
    public int removeTicksBefore(Duration age) {
        return database.update("""
            DELETE FROM schedule_tick WHERE decided_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND
            ORDER BY decided_at LIMIT ?""", age.toSeconds(), REMOVED_AT_ONCE);
    }

    private List<ScheduleRow> rows(String restriction, Object... arguments) {
        return database.query(ScheduleRows.LIVE + restriction, (row, i) -> Optional.ofNullable(
                ScheduleRows.readable(row)), arguments).stream().flatMap(Optional::stream).toList();
    }

    /**
     * Some of the schedules that are due.
     *
     * @param goOnAfter the name after which there may be more; null where there are none
     */
    public record Due(List<ScheduleRow> rows, @Nullable String goOnAfter) {
        public Due {
            rows = List.copyOf(rows);
        }
    }
}
