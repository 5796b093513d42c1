package dev.winnow.db.schedule;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import dev.winnow.db.job.JobLedger;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Schedules and their tick ledger; written by the scheduler. */
@JdbcStore
public class ScheduleStore {
    private static final String LIVE = "SELECT * FROM schedule WHERE removed_at IS NULL";

    private final Database database;
    private final LeaderLease lease;
    private final JobLedger ledger;
    private final JobQueries jobs;

    ScheduleStore(Database database, LeaderLease lease, JobLedger ledger, JobQueries jobs) {
        this.database = database;
        this.lease = lease;
        this.ledger = ledger;
        this.jobs = jobs;
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
        return database.query(LIVE + " ORDER BY name", (row, i) -> ScheduleRows.read(row));
    }

    /** Not paused, and due by the database's clock or without a next tick. */
    public List<ScheduleRow> due(int limit) {
        return database.query(LIVE + """
             AND paused = 0 AND (next_tick_at IS NULL OR next_tick_at <= UTC_TIMESTAMP(3))
            ORDER BY next_tick_at, name LIMIT ?""", (row, i) -> ScheduleRows.read(row), limit);
    }

    /** The database's time of the next tick of all. */
    public Optional<Instant> nextTick() {
        return database.first("""
            SELECT COALESCE(next_tick_at, UTC_TIMESTAMP(3)) AS next FROM schedule
            WHERE removed_at IS NULL AND paused = 0 ORDER BY next_tick_at LIMIT 1""",
                (row, i) -> Times.instant(row, "next"));
    }

    /** Whether the job of the schedule's last fired tick is unfinished. */
    public boolean hasUnfinishedJob(String schedule) {
        return database.first("""
            SELECT j.state FROM schedule_tick t JOIN job j ON j.id = t.job_id
            WHERE t.schedule = ? AND t.job_id IS NOT NULL ORDER BY t.tick_at DESC LIMIT 1""",
                (row, i) -> JobState.ofCode(row.getString(1)), schedule).filter(state -> !state.isFinished())
                .isPresent();
    }

    /**
     * In one transaction, under the leader's epoch: records these ticks, writes the job of the one that fires, if any,
     * as queued, and sets the next tick. A tick that is on record already is left as it is, with its job.
     * @return the rows of the jobs to push; a delayed one is not among them, it is taken when its time has come
     */
    public List<JobRow> decide(LeaderLease.Held leadership, String schedule, List<Decision> decisions,
            @Nullable Instant nextTickAt, @Nullable Long generation) {
        return database.inTransaction(() -> {
            lease.check(leadership);
            List<Long> fired = new ArrayList<>();
            for (Decision decision : decisions) {
                record(schedule, decision, leadership, generation).ifPresent(fired::add);
            }
            database.update("UPDATE schedule SET next_tick_at = ? WHERE name = ?", nextTickAt, schedule);
            return jobs.rows(fired).stream().filter(row -> row.state() == JobState.QUEUED).toList();
        });
    }

    /** Pauses or resumes; false if there is no such schedule. */
    public boolean pause(String schedule, boolean paused) {
        return database.update("UPDATE schedule SET paused = ? WHERE name = ? AND removed_at IS NULL", paused,
                schedule) > 0;
    }

    /** The latest ticks, newest first. */
    public List<Tick> ticks(String schedule, int limit) {
        return database.query("SELECT * FROM schedule_tick WHERE schedule = ? ORDER BY tick_at DESC LIMIT ?",
                (row, i) -> new Tick(row.getString("schedule"), Times.instant(row, "tick_at"),
                        row.getString("outcome"), row.getString("reason"), row.getObject("job_id", Long.class),
                        Times.instant(row, "decided_at")),
                schedule, limit);
    }

    /** The id of the job to push, where this decision is new and its job is. */
    private Optional<Long> record(String schedule, Decision decision, LeaderLease.Held leadership,
            @Nullable Long generation) {
        Instant tickAt = decision.tickAt();
        boolean fresh = database.update("""
            INSERT IGNORE INTO schedule_tick (schedule, tick_at, outcome, reason, job_id, epoch, decided_at)
            VALUES (?, ?, ?, ?, NULL, ?, UTC_TIMESTAMP(3))""", schedule, tickAt, decision.outcome(),
                Texts.cut(decision.reason(), 255), leadership.epoch()) > 0;
        NewJob job = decision.job();
        if (!fresh || job == null) {
            return Optional.empty();
        }
        JobLedger.Written written = ledger.write(List.of(job), JobState.QUEUED, generation).getFirst();
        database.update("UPDATE schedule_tick SET job_id = ? WHERE schedule = ? AND tick_at = ?", written.id(),
                schedule, tickAt);
        return written.fresh() ? Optional.of(written.id()) : Optional.empty();
    }

    /** What to do with one expected tick; {@code job} is set where it fires. */
    public record Decision(Instant tickAt, String outcome, String reason, @Nullable NewJob job) {
    }
}
