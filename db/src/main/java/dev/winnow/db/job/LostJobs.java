package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Records attempts whose worker was lost. The attempt's number is spent, so its worker, should it come back, is refused. All
 * statements are for many jobs.
 */
final class LostJobs {
    private static final int ROWS = 1000;
    private static final String EXPIRED = "the worker stopped renewing its lease: it died, hung, or could not reach Redis";
    private static final String FLUSHED = "the queue lost it while it ran: Redis was emptied, or went back in time";
    private static final String STOPPING = "it was called off, and its worker was lost before it stopped";
    private static final String UPDATE = """
        UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]', attempt INT PATH '$[1]', crashes INT PATH '$[2]')) l
            STRAIGHT_JOIN %3$s ON job.id = l.id
        SET job.attempt = l.attempt, job.crashes = l.crashes, job.state = '%1$s', job.owner = NULL, job.host = NULL,
            job.started_at = NULL, %2$s""";
    private static final String COUNT = """
        UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]', crashes INT PATH '$[1]')) l
            STRAIGHT_JOIN %s ON job.id = l.id
        SET job.crashes = GREATEST(job.crashes, l.crashes)""".formatted(JobRows.BY_ID);
    private static final String QUEUED = "job.queued_at = UTC_TIMESTAMP(3), job.finished_at = NULL";
    private static final String FINISHED = "job.finished_at = UTC_TIMESTAMP(3), job.dedupe_key = NULL";

    private final Database database;
    private final EarlyEnds ends;

    LostJobs(Database database) {
        this.database = database;
        this.ends = new EarlyEnds(database);
    }

    /** Decides each by how it stands now. */
    LostReport record(Collection<LostAttempt> attempts, int maxCrashes) {
        return database.inTransaction(() -> {
            List<Lost> stopping = new ArrayList<>();
            List<Lost> dying = new ArrayList<>();
            List<Lost> again = new ArrayList<>();
            List<Lost> spared = new ArrayList<>();
            List<Lost> overtaken = new ArrayList<>();
            List<Long> out = new ArrayList<>();
            for (Lost lost : lock(attempts)) {
                boolean last = lost.attempt().crashes() >= maxCrashes;
                if (lost.isOvertaken()) {
                    overtaken.add(lost);
                } else if (lost.has(JobTrait.CANCELLING) && lost.canBecome(JobState.CANCELLED)) {
                    stopping.add(lost);
                } else if (last && lost.isBegun() && lost.canBecome(JobState.DEAD)) {
                    dying.add(lost);
                } else if (last && !lost.isBegun() && lost.canBecome(JobState.QUEUED) && !lost.isElsewhere()) {
                    spared.add(lost.withCrashes(maxCrashes - 1));
                } else if (lost.canBecome(JobState.QUEUED) && !lost.isElsewhere()) {
                    again.add(lost);
                } else {
                    out.add(lost.job().id());
                }
            }
            end(again, JobState.QUEUED, "crashed", EXPIRED);
            end(spared, JobState.QUEUED, "", EXPIRED);
            count(overtaken);
            end(dying, JobState.DEAD, "crashed", EXPIRED);
            end(stopping, JobState.CANCELLED, "cancelled", STOPPING);
            ends.forget(ids(dying));
            ends.forget(ids(stopping));
            return new LostReport(ids(again), ids(dying), ids(stopping), ids(spared), out);
        });
    }

    /** Running jobs that the queue has lost: queued again. It is not the jobs' doing, so no crash is counted. */
    void flushed(Collection<Long> ids) {
        end(LockedJob.lock(database, ids).values().stream().filter(job -> job.state() == JobState.RUNNING).map(
                job -> new Lost(job, new LostAttempt(job.id(), job.attempt(), job.crashes()))).toList(),
                JobState.QUEUED, "crashed", FLUSHED);
    }

    /** Queued or retrying jobs that the queue has lost: the attempt that somebody may have claimed is spent. */
    void missing(Collection<Long> ids) {
        end(LockedJob.lock(database, ids).values().stream().filter(job -> job.state() == JobState.QUEUED
                || job.state() == JobState.RETRYING).map(job -> new Lost(job,
                        new LostAttempt(job.id(),
                                job.attempt() + 1, job.crashes())))
                .toList(), JobState.QUEUED, "", FLUSHED);
    }

    private List<Lost> lock(Collection<LostAttempt> attempts) {
        Map<Long, LostAttempt> byId = attempts.stream().collect(Collectors.toMap(LostAttempt::jobId, Function
                .identity(), (a, b) -> a.attempt() > b.attempt() ? a : b));
        return LockedJob.lock(database, byId.keySet()).values().stream().map(job -> new Lost(job, byId.getOrDefault(
                job.id(), new LostAttempt(job.id(), job.attempt(), job.crashes())))).toList();
    }

    /** @param outcome of the attempts; empty: nothing is known of them */
    private void end(List<Lost> all, JobState state, String outcome, String reason) {
        if (all.isEmpty()) {
            return;
        }
        Instant now = database.now();
        EndedAttempt.write(database, all.stream().filter(Lost::isNews).filter(lost -> !outcome.isEmpty()).map(
                lost -> lost.ended(now, outcome, reason)).toList());
        String sql = UPDATE.formatted(state.code(), state == JobState.QUEUED ? QUEUED : FINISHED, JobRows.BY_ID);
        List<List<Object>> changes = new ArrayList<>();
        all.forEach(lost -> changes.add(List.of(lost.job().id(), lost.attempt().attempt(), Math.max(lost.job()
                .crashes(), lost.attempt().crashes()))));
        for (int from = 0; from < changes.size(); from += ROWS) {
            database.update(sql, Json.write(changes.subList(from, Math.min(from + ROWS, changes.size()))));
        }
    }

    /** Another worker was quicker than this record: its attempt stands, and what it lost is added. */
    private void count(List<Lost> overtaken) {
        if (overtaken.isEmpty()) {
            return;
        }
        Instant now = database.now();
        EndedAttempt.add(database, overtaken.stream().map(lost -> lost.ended(now, "crashed", EXPIRED)).toList());
        for (int from = 0; from < overtaken.size(); from += ROWS) {
            database.update(COUNT, Json.write(overtaken.subList(from, Math.min(from + ROWS, overtaken.size())).stream()
                    .map(lost -> List.of(lost.job().id(), lost.attempt().crashes())).toList()));
        }
    }

    private static List<Long> ids(List<Lost> all) {
        return all.stream().map(lost -> lost.job().id()).toList();
    }

    /** A locked job, and the attempt at it that was lost. */
    private record Lost(LockedJob job, LostAttempt attempt) {
        /** A later attempt is on record: whatever happens is that one's. */
        boolean isOvertaken() {
            return job.attempt() > attempt.attempt();
        }

        /** A redelivered job is begun in the ledger before its handler is called. */
        boolean isBegun() {
            return job.state() == JobState.RUNNING && job.attempt() == attempt.attempt();
        }

        Lost withCrashes(int crashes) {
            return new Lost(job, new LostAttempt(job.id(), attempt.attempt(), crashes));
        }

        boolean canBecome(JobState state) {
            return !job.state().isFinished() && (job.state() == state || JobTransitions.allowed(job.state(), state));
        }

        boolean has(JobTrait trait) {
            return trait.in(job.traits());
        }

        /** What came of the attempt is on record, and the job waits for something else than its turn. */
        boolean isElsewhere() {
            return has(JobTrait.WAITING) || has(JobTrait.LIMITED) && !isNews()
                    && job.state() != JobState.QUEUED;
        }

        /** Whether the attempt's end is not on record yet. */
        boolean isNews() {
            return attempt.attempt() > job.attempt() || !job.ended();
        }

        /** Of an attempt that the ledger did not know to be running, nobody knows who had it. */
        EndedAttempt ended(Instant now, String outcome, String reason) {
            boolean known = isBegun();
            String owner = job.owner();
            String host = job.host();
            Instant startedAt = job.startedAt();
            return new EndedAttempt(job.id(), attempt.attempt(), known && owner != null ? owner : "",
                    known && host != null ? host : "", known && startedAt != null ? startedAt : now, now, outcome,
                    new JobOutcomes.Failure("lost worker", reason, ""));
        }
    }
}
