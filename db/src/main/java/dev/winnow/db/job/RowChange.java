package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job's row becomes; the writer has it locked and has decided. Of nulls, startedAt, finishedAt, owner and host are
 * written; generation, digest and delay are left as they are.
 *
 * @param delay the job is available again after this, from now on; null: as it was
 */
record RowChange(long id, JobState state, int attempt, int failures, int crashes, int traits, @Nullable String owner,
        @Nullable String host, @Nullable Instant startedAt, @Nullable Instant finishedAt, @Nullable Long generation,
        @Nullable String digest, @Nullable Duration delay, boolean freesKey) {
    /** Times travel as milliseconds from here. */
    static final String EPOCH = "TIMESTAMP'1970-01-01 00:00:00'";
    private static final int ROWS = 1000;
    private static final String UPDATE = """
        UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]', state VARCHAR(10) PATH '$[1]', attempt INT PATH '$[2]',
            failures INT PATH '$[3]', crashes INT PATH '$[4]', traits INT PATH '$[5]', owner VARCHAR(36) PATH '$[6]',
            host VARCHAR(255) PATH '$[7]', started_ms BIGINT PATH '$[8]', finished_ms BIGINT PATH '$[9]',
            generation BIGINT PATH '$[10]', digest VARCHAR(64) PATH '$[11]', delay_micros BIGINT PATH '$[12]',
            frees_key INT PATH '$[13]')) c STRAIGHT_JOIN %2$s ON job.id = c.id
        SET job.queued_at = IF(c.state = 'queued', UTC_TIMESTAMP(3), IF(c.state = 'requested', NULL, job.queued_at)),
            job.state = c.state, job.attempt = c.attempt, job.failures = c.failures, job.crashes = c.crashes,
            job.traits = c.traits, job.owner = c.owner, job.host = c.host,
            job.started_at = %1$s + INTERVAL c.started_ms * 1000 MICROSECOND,
            job.finished_at = %1$s + INTERVAL c.finished_ms * 1000 MICROSECOND,
            job.generation = COALESCE(c.generation, job.generation), job.digest = COALESCE(c.digest, job.digest),
            job.available_at = IF(c.delay_micros IS NULL, job.available_at,
                UTC_TIMESTAMP(3) + INTERVAL c.delay_micros MICROSECOND),
            job.dedupe_key = IF(c.frees_key = 1, NULL, job.dedupe_key)"""
            .formatted(EPOCH, JobRows.BY_ID);

    /** The row as it is, with this state, attempt and its owner. */
    static RowChange of(LockedJob job, JobState state, Attempt attempt) {
        // The row of a running job knows better since when and where.
        boolean known = job.runs(attempt);
        return new RowChange(job.id(), state, attempt.attempt(), job.failures(),
                job.crashes() + (job.lostBefore(attempt) ? 1 : 0), job.traits(), attempt.owner(),
                known ? job.host() : attempt.host(), known ? job.startedAt() : attempt.startedAt(), null,
                attempt.generation(), attempt.digest(), null, state.isFinished());
    }

    /** The same, finished then. */
    RowChange finished(Instant at) {
        return new RowChange(id, state, attempt, failures, crashes, traits, owner, host, startedAt, at, generation,
                digest, delay, freesKey);
    }

    /** The same with one more failure. */
    RowChange failed() {
        return new RowChange(id, state, attempt, failures + 1, crashes, traits, owner, host, startedAt, finishedAt,
                generation, digest, delay, freesKey);
    }

    /** The same, available again after this. */
    RowChange availableAfter(Duration value) {
        return new RowChange(id, state, attempt, failures, crashes, traits, owner, host, startedAt, finishedAt,
                generation, digest, value.isNegative() ? Duration.ZERO : value, freesKey);
    }

    /** The same without a runner, as if this attempt had not been begun; its number still fences off those before it. */
    RowChange notBegun(int number) {
        return new RowChange(id, state, number, failures, crashes, traits, null, null, null, finishedAt,
                generation, digest, delay, freesKey);
    }

    /** The same with these traits. */
    RowChange withTraits(int value) {
        return new RowChange(id, state, attempt, failures, crashes, value, owner, host, startedAt, finishedAt,
                generation, digest, delay, freesKey);
    }

    /** The same, and its unique key is free. */
    RowChange freeingKey() {
        return new RowChange(id, state, attempt, failures, crashes, traits, owner, host, startedAt, finishedAt,
                generation, digest, delay, true);
    }

    /** Writes them all, in few statements. */
    static void write(Database database, List<RowChange> changes) {
        List<RowChange> sorted = changes.stream().sorted(Comparator.comparingLong(RowChange::id)).toList();
        for (int from = 0; from < sorted.size(); from += ROWS) {
            database.update(UPDATE, Json.write(sorted.subList(from, Math.min(from + ROWS, sorted.size())).stream()
                    .map(RowChange::columns).toList()));
        }
    }

    private List<@Nullable Object> columns() {
        return Arrays.asList(id, state.code(), attempt, failures, crashes, traits, owner,
                host == null ? null : Texts.cut(host, 255), startedAt == null ? null : startedAt.toEpochMilli(),
                finishedAt == null ? null : finishedAt.toEpochMilli(), generation, digest,
                delay == null ? null : delay.toNanos() / 1000, freesKey ? 1 : 0);
    }
}
