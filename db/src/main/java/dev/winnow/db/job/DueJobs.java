package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
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

/** Finds and takes what is asked for, due, and not held back by anything. */
final class DueJobs {
    private static final String DUE = """
        SELECT %s, %s, UTC_TIMESTAMP(3) AS now FROM job FORCE INDEX (job_by_turn)
        WHERE state = 'requested' AND priority = ? AND held = 0 AND available_at >= ?
            AND available_at <= UTC_TIMESTAMP(3)
        ORDER BY available_at LIMIT ? FOR UPDATE SKIP LOCKED""".formatted(JobRows.COLUMNS, JobDetails.COLUMNS);
    private static final String NEXT = """
        SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), available_at) FROM job FORCE INDEX (job_by_turn)
        WHERE state = 'requested' AND priority = ? AND held = 0 AND available_at > UTC_TIMESTAMP(3)
        ORDER BY available_at LIMIT 1""";

    /** One of so many places. */
    private static final int KEPT_FOR_EACH_LOWER_LANE = 10;
    /** So many that their arguments fit into the memory, however long they are. */
    private static final int PORTION = 250;

    private final Database database;
    private final LaneStarts starts;

    DueJobs(Database database, InstantSource clock) {
        this.database = database;
        this.starts = new LaneStarts(clock);
    }

    /**
     * One query a lane, each along its index: what is locked is what is taken. Pushed first: somebody waits for it. However
     * many of a higher lane are asked for, some places are kept for the lower ones.
     */
    List<JobRow> take(int limit, @Nullable Long generation, int mostBytes, Consumer<List<QueuedJob>> push) {
        try {
            return database.inTransaction(() -> takeAll(limit, generation, mostBytes, push));
        } catch (RuntimeException e) {
            starts.forget();
            throw e;
        }
    }

    private List<JobRow> takeAll(int limit, @Nullable Long generation, int mostBytes, Consumer<List<QueuedJob>> push) {
        List<JobRow> taken = new ArrayList<>();
        Set<Priority> more = EnumSet.noneOf(Priority.class);
        Set<Priority> resting = EnumSet.noneOf(Priority.class);
        int kept = limit / KEPT_FOR_EACH_LOWER_LANE;
        for (Priority lane : Priority.values()) {
            int lower = Priority.values().length - 1 - lane.ordinal();
            if (starts.rests(lane)) {
                resting.add(lane);
            } else if (takeAndPush(lane, limit - taken.size() - kept * lower, generation, mostBytes, push, taken)) {
                more.add(lane);
            }
        }
        more.forEach(lane -> takeAndPush(lane, limit - taken.size(), generation, mostBytes, push, taken));
        // Else the caller waits for the next ring, and this one may have been for them.
        resting.forEach(lane -> takeAndPush(lane, limit - taken.size(), generation, mostBytes, push, taken));
        return taken;
    }

    /** Returns whether it got all that it wanted, so there may be more. */
    private boolean takeAndPush(Priority lane, int wanted, @Nullable Long generation, int mostBytes,
            Consumer<List<QueuedJob>> push, List<JobRow> taken) {
        if (wanted <= 0) {
            return false;
        }
        List<QueuedJob> jobs = take(lane, wanted, generation);
        for (int from = 0; from < jobs.size(); from += PORTION) {
            push.accept(whole(jobs.subList(from, Math.min(from + PORTION, jobs.size())), mostBytes));
        }
        List<JobRow> rows = jobs.stream().map(QueuedJob::row).toList();
        if (!rows.isEmpty()) {
            markQueued(database, rows.stream().map(JobRow::id).toList(), generation);
        }
        taken.addAll(rows);
        return rows.size() == wanted;
    }

    /** With what stands beside their rows, which the usual job has nothing of. */
    private List<QueuedJob> whole(List<QueuedJob> jobs, int mostBytes) {
        Map<Long, JobDetails> beside = JobDetails.of(database, jobs.stream().filter(job -> !JobDetails.standInRow(job
                .traits())).map(job -> job.row().id()).toList(), mostBytes);
        return jobs.stream().map(job -> {
            JobDetails details = beside.get(job.row().id());
            return details == null ? job : details.queued(job.row());
        }).toList();
    }

    private List<QueuedJob> take(Priority lane, int limit, @Nullable Long generation) {
        LaneStarts.Look look = starts.next(lane);
        List<QueuedJob> jobs = database.query(DUE, (row, i) -> JobDetails.ofRow(row).queued(queued(JobRows.read(row),
                generation, Times.instant(row, "now"))), lane.ordinal(), look.from(), limit);
        starts.found(look, jobs.stream().map(QueuedJob::row).toList(), jobs.size() < limit);
        return jobs;
    }

    Optional<Duration> untilNext() {
        Duration soonest = null;
        for (Priority priority : Priority.values()) {
            Duration next = database.first(NEXT, (row, i) -> Duration.ofNanos(Math.max(0, row.getLong(1)) * 1000),
                    priority.ordinal()).orElse(null);
            if (next != null && (soonest == null || next.compareTo(soonest) < 0)) {
                soonest = next;
            }
        }
        return Optional.ofNullable(soonest);
    }

    /** Marks requested jobs, which the caller has locked, as queued. */
    static void markQueued(Database database, Collection<Long> ids, @Nullable Long generation) {
        for (List<Long> some : JobRows.chunks(ids)) {
            List<@Nullable Object> arguments = new ArrayList<>();
            arguments.add(generation);
            arguments.addAll(some);
            database.update(
                    "UPDATE " + JobRows.BY_ID
                            + " SET state = 'queued', queued_at = UTC_TIMESTAMP(3), generation = ? WHERE "
                            + JobTransitions.into(JobState.QUEUED, JobState.REQUESTED) + " AND id IN ("
                            + Database.placeholders(some.size()) + ")",
                    arguments.toArray());
        }
    }

    /** The row as marking it leaves it. */
    static JobRow queued(JobRow row, @Nullable Long generation, Instant now) {
        return new JobRow(row.id(), row.type(), row.priority(), JobState.QUEUED, row.attempt(), row.crashes(),
                generation, row.digest(), row.createdAt(), row.availableAt(), now, row.startedAt(), row.finishedAt());
    }
}
