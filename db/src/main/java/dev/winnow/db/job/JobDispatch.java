package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the leading scheduler does with jobs: it takes requests, marks what it has pushed, and records lost workers. */
@JdbcStore
public class JobDispatch {
    private final Database database;
    private final JobLedger ledger;
    private final DueJobs due;
    private final LostJobs lost;

    JobDispatch(Database database, JobLedger ledger, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.due = new DueJobs(database, clock);
        this.lost = new LostJobs(database);
    }

    /** The same for a caller that pushes all of them afterwards, before it commits. */
    public List<JobRow> takeDue(int limit, @Nullable Long generation) {
        return takeDue(limit, generation, 0, jobs -> {
        });
    }

    /**
     * Takes requested jobs that are due and that nothing holds back (SKIP LOCKED), first priority first, and marks them
     * queued, with the current generation. Each lane's are pushed before the next lane is looked at, and in any case
     * before this is committed: then they are in the queue or requested as before, whatever happens in between.
     *
     * @param mostBytes longer arguments are left out
     * @param push is given the jobs as they are once marked, some at a time; where it fails, nothing is taken
     */
    public List<JobRow> takeDue(int limit, @Nullable Long generation, int mostBytes, Consumer<List<QueuedJob>> push) {
        return due.take(limit, generation, mostBytes, push);
    }

    /** How long until the next requested job that is not due yet is; empty where there is none. */
    public Optional<Duration> untilNextDue() {
        return due.untilNext();
    }

    /**
     * Writes jobs as queued at once, for the scheduler's own; returns the rows to push. A taken unique key is left out,
     * and so is what is delayed, limited or waits for something: that is taken when its time has come.
     */
    public List<JobRow> enqueue(List<NewJob> jobs, @Nullable Long generation) {
        List<Long> fresh = ledger.write(jobs, JobState.QUEUED, generation).stream().filter(JobLedger.Written::fresh)
                .map(JobLedger.Written::id).toList();
        return JobRows.byIds(database, fresh).stream().filter(row -> row.state() == JobState.QUEUED).toList();
    }

    /**
     * What the envelopes of these carry, in their order.
     *
     * @param mostBytes longer arguments are left out
     */
    public List<QueuedJob> load(List<JobRow> rows, int mostBytes) {
        Map<Long, JobDetails> details = JobDetails.of(database, rows.stream().map(JobRow::id).toList(), mostBytes);
        List<QueuedJob> jobs = new ArrayList<>();
        for (JobRow row : rows) {
            JobDetails detail = details.get(row.id());
            if (detail != null) {
                jobs.add(detail.queued(row));
            }
        }
        return jobs;
    }

    /**
     * Puts on record that these attempts lost their worker: their jobs are queued again, dead after too many crashes, or
     * cancelled where they were called off. Where the attempt's outcome or a later attempt is on record, that stands.
     */
    public LostReport lost(Collection<LostAttempt> attempts, int maxCrashes) {
        return lost.record(attempts, maxCrashes);
    }

    /** Puts on record that nothing of this lane is to be handed out, or that it is again. */
    public void pause(Priority lane, boolean paused, String by) {
        if (paused) {
            database.update("INSERT IGNORE INTO lane_pause (priority, paused_by, paused_at) VALUES (?, ?, "
                    + "UTC_TIMESTAMP(3))", lane.ordinal(), by);
        } else {
            database.update("DELETE FROM lane_pause WHERE priority = ?", lane.ordinal());
        }
    }

    /** The lanes of which nothing is to be handed out. */
    public Set<Priority> pausedLanes() {
        Set<Priority> lanes = EnumSet.noneOf(Priority.class);
        lanes.addAll(database.query("SELECT priority FROM lane_pause", (row, i) -> Priority.values()[row.getInt(1)]));
        return lanes;
    }
}
