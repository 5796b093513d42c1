package dev.winnow.db.job;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What counts as a job's outcome, and what is left of it, for every state that a row can be in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobOutcomesIT {
    private static final Instant START = Instant.parse("2026-05-01T10:00:00.123Z");
    private static final Instant END = START.plusMillis(4_567);
    private static final int CANDIDATE = 2;
    private static final String STAND = "UPDATE job SET state = ?, attempt = ?, owner = ?, host = ?, started_at = ?, "
            + "finished_at = ? WHERE id = ?";

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobIntake intake = database.as(Account.INTERFACE, JobIntake.class);
    private final JobOutcomes outcomes = database.as(Account.WORKER, JobOutcomes.class);
    private final JobQueries queries = database.as(Account.INTERFACE, JobQueries.class);
    private final String mine = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        for (String table : List.of("job", "job_detail", "job_attempt", "job_result", "job_wait", "job_cancel")) {
            database.sql().update("DELETE FROM " + table);
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** Row: state, attempt on record, owner, whether its end is on record. The rule in words, written apart from the code. */
    private static boolean counts(Row row) {
        if (row.state().isFinished()) {
            return false;
        }
        if (row.attempt() != CANDIDATE) {
            return row.attempt() < CANDIDATE;
        }
        return row.state() == JobState.RUNNING ? row.owner() == Owner.MINE : !row.ended();
    }

    @Test
    void anOutcomeCountsExactlyWhereTheRuleSaysWhateverTheRowIs() {
        for (Map.Entry<JobState, Function<Attempt, Outcome>> kind : kinds().entrySet()) {
            Map<Row, Long> rows = everyRow();
            List<Outcome> batch = rows.values().stream().map(id -> kind.getValue().apply(attempt(id, CANDIDATE)))
                    .toList();
            Map<Long, String> before = rowsAsText(rows.values());
            Set<Long> refused = outcomes.record(batch);
            Map<Long, String> after = rowsAsText(rows.values());
            rows.forEach((row, id) -> {
                boolean counted = counts(row);
                boolean already = row.state() == kind.getKey() && row.attempt() == CANDIDATE
                        && row.owner() == Owner.MINE;
                assertThat(refused.contains(id)).as("%s is refused as %s", row, kind.getKey())
                        .isEqualTo(!counted && !already);
                if (!counted) {
                    assertThat(after.get(id)).as("%s refused as %s", row, kind.getKey()).isEqualTo(before.get(id));
                } else if (kind.getKey() != JobState.QUEUED) {
                    assertThat(state(id)).as("%s ended as %s", row, kind.getKey()).isEqualTo(kind.getKey());
                }
            });
            empty();
        }
    }

    /** The usual outcome has a statement of its own: it must judge as the others do. */
    @Test
    void aFirstSuccessCountsExactlyWhereALaterOneWould() {
        Map<Row, Long> rows = everyRow();
        database.sql().update("UPDATE job SET attempt = attempt - 1");
        database.sql().update("UPDATE job_attempt SET attempt = attempt - 1");
        Set<Long> refused = outcomes.record(rows.values().stream()
                .map(id -> (Outcome) new Outcome.Succeeded(attempt(id, 1), END, JobResult.of("id", id))).toList());
        rows.forEach((row, id) -> {
            boolean already = row.state() == JobState.SUCCEEDED && row.attempt() == CANDIDATE
                    && row.owner() == Owner.MINE;
            assertThat(refused.contains(id)).as("%s", row).isEqualTo(!counts(row) && !already);
            assertThat(database.sql().number("SELECT COUNT(*) FROM job_result WHERE job_id = ?", id)).as("%s", row)
                    .isEqualTo(counts(row) || already ? 1 : 0);
        });
    }

    @Test
    void anAttemptBeginsWhereItsOutcomeWouldCountAndTheJobIsNotBackWithTheScheduler() {
        Map<Row, Long> rows = everyRow();
        Map<Long, JobOutcomes.Started> begun = outcomes.begin(rows.values().stream()
                .map(id -> attempt(id, CANDIDATE)).toList());
        rows.forEach((row, id) -> assertThat(begun.containsKey(id)).as("%s begins", row)
                .isEqualTo(counts(row) && row.state() != JobState.REQUESTED));
        rows.forEach((row, id) -> {
            if (begun.containsKey(id)) {
                assertThat(queries.find(id).orElseThrow().attempts().getLast()).satisfies(attempt -> {
                    assertThat(attempt.attempt()).isEqualTo(CANDIDATE);
                    assertThat(attempt.owner()).isEqualTo(mine);
                    assertThat(attempt.outcome()).isNull();
                });
            }
        });
    }

    @Test
    void aFirstSuccessIsOneRowThatTellsAll() {
        long id = job(JobState.QUEUED, 0, null);
        assertThat(outcomes.record(List.of(new Outcome.Succeeded(attempt(id, 1), END, JobResult.NONE)))).isEmpty();
        assertThat(database.sql().number("SELECT COUNT(*) FROM job_attempt")).isZero();
        assertThat(database.sql().number("SELECT COUNT(*) FROM job_result")).isZero();
        JobDetail detail = queries.find(id).orElseThrow();
        assertThat(detail.row().startedAt()).isEqualTo(START);
        assertThat(detail.row().finishedAt()).isEqualTo(END);
        assertThat(detail.row().generation()).isEqualTo(7);
        assertThat(detail.result()).isEmpty();
        assertThat(detail.attempts()).containsExactly(
                new JobDetail.Attempt(1, mine, "host", START, END, "succeeded", null, null, null));
    }

    @Test
    void anAttemptThatWasLostIsOnRecordOnceALaterOneEnds() {
        long id = job(JobState.RUNNING, 1, other);
        outcomes.record(List.of(new Outcome.Succeeded(attempt(id, 3), END, JobResult.NONE)));
        JobDetail detail = queries.find(id).orElseThrow();
        assertThat(detail.row().crashes()).isEqualTo(1);
        assertThat(detail.attempts()).extracting(JobDetail.Attempt::attempt, JobDetail.Attempt::outcome)
                .containsExactly(tuple(1, "crashed"),
                        tuple(3, "succeeded"));
    }

    @Test
    void failuresAreCountedApartFromLostWorkers() {
        long id = job(JobState.RUNNING, 1, mine);
        outcomes.record(List.of(new Outcome.Retrying(attempt(id, 1), END, failure("once"), Duration.ofSeconds(30))));
        JobRow waiting = row(id);
        assertThat(waiting.state()).isEqualTo(JobState.RETRYING);
        assertThat(Duration.between(database.sql().now(), waiting.availableAt()))
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(31));
        outcomes.record(List.of(new Outcome.Failed(attempt(id, 2), END, failure("twice"))));
        JobDetail detail = queries.find(id).orElseThrow();
        assertThat(detail.failures()).isEqualTo(2);
        assertThat(detail.row().crashes()).isZero();
        assertThat(detail.row().finishedAt()).isEqualTo(END);
        assertThat(detail.attempts()).extracting(JobDetail.Attempt::errorMessage).containsExactly("once", "twice");
    }

    @Test
    void aHandBackCountsNothingAndTheSameNumberMayBeginAgain() {
        long id = job(JobState.RUNNING, 1, mine);
        assertThat(outcomes.record(List.of(new Outcome.HandedBack(attempt(id, 1), END)))).isEmpty();
        assertThat(row(id)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(JobState.QUEUED);
            assertThat(row.startedAt()).isNull();
            assertThat(row.crashes()).isZero();
        });
        assertThat(queries.find(id).orElseThrow().failures()).isZero();
        Attempt again = new Attempt(id, 1, other, "elsewhere", START, null, null);
        assertThat(outcomes.begin(List.of(again))).containsKey(id);
        assertThat(outcomes.record(List.of(new Outcome.Succeeded(attempt(id, 1), END, JobResult.NONE))))
                .containsExactly(id);
        assertThat(outcomes.record(List.of(new Outcome.Succeeded(again, END, JobResult.NONE)))).isEmpty();
        assertThat(queries.find(id).orElseThrow().attempts()).singleElement()
                .satisfies(attempt -> assertThat(attempt.outcome()).isEqualTo("succeeded"));
    }

    @Test
    void aParkedJobWaitsForAHandlerAndSaysSo() {
        long id = job(JobState.QUEUED, 0, null);
        outcomes.record(List.of(new Outcome.Parked(attempt(id, 1), END, "nobody here handles test.echo")));
        assertThat(state(id)).isEqualTo(JobState.REQUESTED);
        assertThat(database.sql().first("SELECT CONCAT(w.kind, ' ', w.reason, ' ', j.held) FROM job_wait w "
                + "JOIN job j ON j.id = w.job_id", (row, i) -> row.getString(1)))
                .contains("handler nobody here handles test.echo 1");
    }

    @Test
    void whatEndsACalledOffJobTakesItOffTheList() {
        long id = job(JobState.RUNNING, 1, mine);
        database.sql().update("INSERT INTO job_cancel VALUES (?, 'user:ann', UTC_TIMESTAMP(3))", id);
        database.sql().update("UPDATE job SET traits = ? WHERE id = ?", JobTrait.CANCELLING.bit(), id);
        outcomes.record(List.of(new Outcome.Cancelled(attempt(id, 1), END, "ann called it off")));
        assertThat(database.sql().number("SELECT COUNT(*) FROM job_cancel")).isZero();
        assertThat(queries.find(id).orElseThrow().attempts().getFirst().errorMessage()).isEqualTo("ann called it off");
    }

    @Test
    void outcomesOfOneJobInOneBatchGoInTheirOrder() {
        long id = job(JobState.QUEUED, 0, null);
        Set<Long> refused = outcomes.record(List.of(
                new Outcome.Retrying(attempt(id, 1), END, failure("once"), Duration.ZERO),
                new Outcome.Succeeded(attempt(id, 2), END, JobResult.NONE),
                new Outcome.Failed(attempt(id, 3), END, failure("late"))));
        assertThat(refused).containsExactly(id);
        assertThat(row(id)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(row.attempt()).isEqualTo(2);
        });
    }

    @Test
    void anOutcomeThatIsWrittenTwiceIsTakenTwiceAndCountedOnce() {
        List<Outcome> batch = kinds().values().stream()
                .map(kind -> kind.apply(attempt(job(JobState.RUNNING, 1, mine), 1))).toList();
        assertThat(outcomes.record(batch)).isEmpty();
        String once = database.sql().query("SELECT id, state, failures, crashes, finished_at FROM job ORDER BY id",
                (row, i) -> row.getString(2) + row.getString(3) + row.getString(4) + row.getString(5)).toString();
        assertThat(outcomes.record(batch)).isEmpty();
        assertThat(database.sql().query("SELECT id, state, failures, crashes, finished_at FROM job ORDER BY id",
                (row, i) -> row.getString(2) + row.getString(3) + row.getString(4) + row.getString(5)).toString())
                .isEqualTo(once);
    }

    @Test
    void textsAreKeptWithinBoundsAndHostileOnesAsTheyAre() {
        long id = job(JobState.RUNNING, 1, mine);
        String hostile = "\"],[1,'x'); DROP TABLE job; -- \u0000\\ \uD83D\uDE00 null";
        outcomes.record(List.of(new Outcome.Failed(new Attempt(id, 1, mine, hostile + "h".repeat(300), START, null,
                null), END,
                new JobOutcomes.Failure("x".repeat(500), hostile + "é".repeat(9_000), "s".repeat(99_000)))));
        assertThat(queries.find(id).orElseThrow().attempts().getFirst()).satisfies(attempt -> {
            assertThat(attempt.errorMessage()).startsWith(hostile);
            assertThat(String.valueOf(attempt.errorMessage()).getBytes(StandardCharsets.UTF_8).length)
                    .isBetween(4_000, 4_096);
            assertThat(attempt.errorStack()).hasSizeBetween(32_000, 32_768);
            assertThat(attempt.errorType()).hasSize(255);
        });
        long second = job(JobState.QUEUED, 0, null);
        outcomes.record(List.of(new Outcome.Succeeded(new Attempt(second, 1, mine, hostile, START, null, null), END,
                JobResult.of("self", new Object()))));
        assertThat(queries.find(second).orElseThrow()).satisfies(detail -> {
            assertThat(detail.attempts().getFirst().host()).isEqualTo(hostile);
            assertThat(detail.row().state()).isEqualTo(JobState.SUCCEEDED);
        });
    }

    @Test
    void aJobIsMarkedAsRunningOnlyWhileItsAttemptMayStillRun() {
        long fresh = job(JobState.QUEUED, 0, null);
        long done = job(JobState.SUCCEEDED, 1, mine);
        long retrying = job(JobState.RETRYING, 1, mine);
        database.sql().update("INSERT INTO job_attempt (job_id, attempt, owner, host, started_at, outcome) "
                + "VALUES (?, 1, ?, 'host', UTC_TIMESTAMP(3), 'failed')", retrying, mine);
        outcomes.markRunning(List.of(attempt(fresh, 1), attempt(done, 1), attempt(retrying, 1)));
        assertThat(state(fresh)).isEqualTo(JobState.RUNNING);
        assertThat(row(fresh).startedAt()).isEqualTo(START);
        assertThat(state(done)).isEqualTo(JobState.SUCCEEDED);
        assertThat(state(retrying)).isEqualTo(JobState.RETRYING);
    }

    @Test
    void unknownJobsAreRefusedAndDisturbNobody() {
        long id = job(JobState.QUEUED, 0, null);
        assertThat(outcomes.record(List.of(new Outcome.Succeeded(attempt(1, 1), END, JobResult.NONE),
                new Outcome.Succeeded(attempt(id, 1), END, JobResult.NONE),
                new Outcome.Failed(attempt(2, 1), END, failure("no"))))).containsExactlyInAnyOrder(1L, 2L);
        assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
        assertThat(outcomes.begin(List.of(attempt(1, 1)))).isEmpty();
        assertThat(outcomes.read(List.of(1L))).isEmpty();
        assertThat(outcomes.record(List.of())).isEmpty();
    }

    private Map<JobState, Function<Attempt, Outcome>> kinds() {
        Map<JobState, Function<Attempt, Outcome>> kinds = new EnumMap<>(JobState.class);
        kinds.put(JobState.SUCCEEDED, attempt -> new Outcome.Succeeded(attempt, END, JobResult.NONE));
        kinds.put(JobState.FAILED, attempt -> new Outcome.Failed(attempt, END, failure("no")));
        kinds.put(JobState.RETRYING, attempt -> new Outcome.Retrying(attempt, END, failure("no"), Duration.ZERO));
        kinds.put(JobState.CANCELLED, attempt -> new Outcome.Cancelled(attempt, END, "off"));
        kinds.put(JobState.EXPIRED, attempt -> new Outcome.Expired(attempt, END));
        kinds.put(JobState.QUEUED, attempt -> new Outcome.HandedBack(attempt, END));
        kinds.put(JobState.REQUESTED, attempt -> new Outcome.Parked(attempt, END, "nobody"));
        return kinds;
    }

    private Map<Row, Long> everyRow() {
        List<Row> all = new ArrayList<>();
        for (JobState state : JobState.values()) {
            for (int attempt = CANDIDATE - 1; attempt <= CANDIDATE + 1; attempt++) {
                for (Owner owner : Owner.values()) {
                    all.add(new Row(state, attempt, owner, false));
                    all.add(new Row(state, attempt, owner, true));
                }
            }
        }
        List<Long> ids = intake.request(Collections.nCopies(all.size(), new NewJob(
                JobRequest.of("test.echo", Priority.P1, Map.of()), "user:ann", null, "c1")));
        Map<Row, Long> rows = new HashMap<>();
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<@Nullable Object[]> ends = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Row row = all.get(i);
            rows.put(row, ids.get(i));
            String owner = row.owner() == Owner.MINE ? mine : row.owner() == Owner.OTHER ? other : null;
            updates.add(values(ids.get(i), row.state(), row.attempt(), owner));
            if (row.ended()) {
                ends.add(new @Nullable Object[]{ids.get(i), row.attempt()});
            }
        }
        database.sql().batch(STAND, updates);
        database.sql().batch("INSERT INTO job_attempt (job_id, attempt, owner, host, started_at, outcome) "
                + "VALUES (?, ?, 'x', 'host', UTC_TIMESTAMP(3), 'failed')", ends);
        return rows;
    }

    private Map<Long, String> rowsAsText(Collection<Long> ids) {
        Map<Long, String> rows = new HashMap<>();
        database.sql().query("SELECT * FROM job", (row, i) -> {
            List<String> columns = new ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                columns.add(String.valueOf(row.getString(column)));
            }
            rows.put(row.getLong("id"), columns.toString());
            return columns;
        });
        rows.keySet().retainAll(ids);
        return rows;
    }

    private long job(JobState state, int attempt, @Nullable String owner) {
        long id = intake.request(List.of(new NewJob(JobRequest.of("test.echo", Priority.P1, Map.of()), "user:ann",
                null, "c1"))).getFirst();
        database.sql().update(STAND, values(id, state, attempt, owner));
        return id;
    }

    private static @Nullable Object[] values(long id, JobState state, int attempt, @Nullable String owner) {
        return new @Nullable Object[]{state.code(), attempt, owner, owner == null ? null : "host",
                owner == null ? null : START.minus(1, ChronoUnit.HOURS), state.isFinished() ? END : null, id};
    }

    private Attempt attempt(long id, int attempt) {
        return new Attempt(id, attempt, mine, "host", START, 7L, null);
    }

    private JobRow row(long id) {
        return queries.rows(List.of(id)).getFirst();
    }

    private JobState state(long id) {
        return row(id).state();
    }

    private static JobOutcomes.Failure failure(String message) {
        return new JobOutcomes.Failure("java.lang.IllegalStateException", message, "at x");
    }

    private enum Owner {
        NOBODY, MINE, OTHER
    }

    private record Row(JobState state, int attempt, Owner owner, boolean ended) {
    }
}
