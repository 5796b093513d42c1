package dev.winnow.db.schema;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.db.job.Attempt;
import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobMending;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.LedgerPlace;
import dev.winnow.db.job.LostAttempt;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.job.Outcome;
import dev.winnow.db.job.QueuedJob;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.schedule.Fired;
import dev.winnow.db.schedule.Ruling;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.db.schedule.Tick;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Jobs, schedules and ticks that version 002 of the schema left behind mean after the upgrade what they meant before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JobsUpgradeIT {
    private static final String WORKER = "11111111-1111-1111-1111-111111111111";
    private static final String DIGEST = "ab".repeat(32);
    private static final String LONG_TEXT = "ü".repeat(3000);

    private final MigratedDatabase database = MigratedDatabase.at("002");
    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.system());
    private final Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));
    private final Instant tick = asked.truncatedTo(ChronoUnit.HOURS);

    private long requested;
    private long later;
    private long queued;
    private long running;
    private long runningUnique;
    private long retrying;
    private long succeeded;
    private long failed;
    private long dead;
    private long cancelled;
    private long calledOff;
    private long expired;

    @BeforeAll
    void fillAndUpgrade() {
        requested = job("requested", 0, 0, 0, "u-done", "{\"say\":\"hello\"}", "u-done", "done", null);
        later = job("requested", 2, 0, 0, null, "{\"say\":\"" + LONG_TEXT + "\"}", null, "done", requested);
        database.sql().update("UPDATE job SET available_at = ? WHERE id = ?", asked.plus(Duration.ofDays(2)), later);
        queued = job("queued", 1, 0, 0, "u-start", "{}", "u-start", "start", null);
        running = job("running", 1, 2, 0, null, "{}", null, "done", null);
        attempt(running, 1, "failed");
        attempt(running, 2, null);
        runningUnique = job("running", 1, 1, 0, null, "{}", "u-begun", "start", null);
        attempt(runningUnique, 1, null);
        retrying = job("retrying", 0, 3, 1, null, "{}", null, "done", null);
        attempt(retrying, 1, "failed");
        attempt(retrying, 2, "crashed");
        attempt(retrying, 3, "failed");
        succeeded = job("succeeded", 2, 2, 0, null, "{}", null, "done", null);
        attempt(succeeded, 1, "failed");
        attempt(succeeded, 2, "succeeded");
        database.sql().update("INSERT INTO job_result VALUES (?, ?)", succeeded, "{\"found\":7}");
        failed = job("failed", 1, 2, 0, null, "{}", "u-failed", "done", null);
        attempt(failed, 1, "failed");
        attempt(failed, 2, "failed");
        dead = job("dead", 1, 3, 3, null, "{}", null, "done", null);
        for (int number = 1; number <= 3; number++) {
            attempt(dead, number, "crashed");
        }
        cancelled = job("cancelled", 0, 1, 0, null, "{}", null, "done", null);
        attempt(cancelled, 1, "cancelled");
        calledOff = job("cancelled", 0, 0, 0, null, "{}", null, "done", null);
        expired = job("expired", 2, 0, 0, null, "{}", null, "done", null);
        database.sql().update("INSERT INTO job_progress VALUES (?, 2, 3, 10, 'third region', ?)", running, asked);
        database.sql().update("INSERT INTO job_log VALUES (?, 1, 1, ?, 'info', 'first'), (?, 2, 1, ?, 'warn', 'again')",
                running, asked, running, asked);

        schedule("harvest", "0 0 * * * *", null, "skip", false);
        tick("harvest", 3, "fired", succeeded);
        tick("harvest", 2, "skipped", null);
        tick("harvest", 1, "fired", running);
        tick("harvest", 0, "coalesced", null);
        schedule("paused", null, 60_000L, "allow", true);
        tick("paused", 1, "caught-up", cancelled);
        schedule("fresh", "0 30 4 * * MON", null, "allow", false);
        database.sql().update("UPDATE schedule SET next_tick_at = NULL WHERE name = 'fresh'");
        schedule("removed", "0 0 * * * *", null, "allow", false);
        database.sql().update("UPDATE schedule SET removed_at = ? WHERE name = 'removed'", asked);
        tick("removed", 5, "fired", expired);

        assertThat(database.upgrade()).isEqualTo(new DatabaseUpgrade.Result(SchemaGate.NEEDED,
                Integer.parseInt(SchemaGate.NEEDED) - 2));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    @Order(1)
    void everyJobIsInItsStateWithItsArgumentsAndItsOrigin() {
        assertThat(detail(requested)).satisfies(job -> {
            stands(job, JobState.REQUESTED, Priority.P0, 0, 0, 0);
            assertThat(job.arguments()).isEqualTo(Map.of("say", "hello"));
            assertThat(job.uniqueKey()).isEqualTo("u-done");
            assertThat(job.attempts()).isEmpty();
            assertThat(job.row().createdAt()).isEqualTo(asked);
            assertThat(job.row().availableAt()).isEqualTo(asked);
        });
        assertThat(detail(later)).satisfies(job -> {
            stands(job, JobState.REQUESTED, Priority.P2, 0, 0, 0);
            assertThat(job.arguments()).isEqualTo(Map.of("say", LONG_TEXT));
            assertThat(job.parentId()).isEqualTo(requested);
        });
        stands(detail(queued), JobState.QUEUED, Priority.P1, 0, 0, 0);
        assertThat(detail(running)).satisfies(job -> {
            stands(job, JobState.RUNNING, Priority.P1, 2, 0, 1);
            assertThat(job.progress()).isEqualTo(new JobDetail.Progress(3, 10, "third region", asked));
            assertThat(job.row().generation()).isEqualTo(4);
            assertThat(job.row().digest()).isEqualTo(DIGEST);
        });
        stands(detail(retrying), JobState.RETRYING, Priority.P0, 3, 1, 2);
        assertThat(detail(succeeded)).satisfies(job -> {
            stands(job, JobState.SUCCEEDED, Priority.P2, 2, 0, 1);
            assertThat(job.result()).isEqualTo(Map.of("found", 7));
            assertThat(job.row().finishedAt()).isEqualTo(asked.plusSeconds(60));
        });
        stands(detail(failed), JobState.FAILED, Priority.P1, 2, 0, 2);
        stands(detail(dead), JobState.DEAD, Priority.P1, 3, 3, 0);
        stands(detail(cancelled), JobState.CANCELLED, Priority.P0, 1, 0, 0);
        stands(detail(calledOff), JobState.CANCELLED, Priority.P0, 0, 0, 0);
        stands(detail(expired), JobState.EXPIRED, Priority.P2, 0, 0, 0);
        for (JobState state : JobState.values()) {
            assertThat(queries().latest(state, null, null, null, 10)).as("the list of " + state).isNotEmpty();
        }
    }

    @Test
    @Order(2)
    void attemptsAndLogsAreWhatTheyWere() {
        assertThat(detail(running).attempts()).extracting(JobDetail.Attempt::attempt, JobDetail.Attempt::owner,
                JobDetail.Attempt::host, JobDetail.Attempt::outcome, JobDetail.Attempt::errorMessage)
                .containsExactly(tuple(1, WORKER, "host-1", "failed", "no route"),
                        tuple(2, WORKER, "host-2", null, null));
        assertThat(detail(succeeded).attempts()).extracting(JobDetail.Attempt::attempt, JobDetail.Attempt::outcome)
                .containsExactly(tuple(1, "failed"), tuple(2, "succeeded"));
        assertThat(detail(retrying).attempts()).extracting(JobDetail.Attempt::outcome).containsExactly("failed",
                "crashed", "failed");
        assertThat(detail(dead).attempts()).extracting(JobDetail.Attempt::outcome).containsOnly("crashed").hasSize(3);
        assertThat(detail(cancelled).attempts()).extracting(JobDetail.Attempt::outcome).containsExactly("cancelled");
        assertThat(queries().log(running, 0, 0, 10)).extracting(JobQueries.LoggedLine::attempt,
                line -> line.line().message()).containsExactly(tuple(1, "first"), tuple(2, "again"));
    }

    @Test
    @Order(3)
    void theReconcilerFindsAllThatTheQueueShouldHold() {
        JobMending mending = as(Account.SCHEDULER, JobMending.class);
        assertThat(mending.expected()).isEqualTo(4);
        LedgerPlace place = LedgerPlace.start();
        Set<Long> found = new java.util.HashSet<>();
        while (place != null) {
            var page = mending.unfinished(place, 100);
            page.rows().forEach(row -> found.add(row.id()));
            place = page.next();
        }
        assertThat(found).containsExactlyInAnyOrder(queued, running, runningUnique, retrying);
        List<JobRow> rows = queries().rows(List.of(retrying, queued));
        assertThat(as(Account.SCHEDULER, JobDispatch.class).load(rows, 1000)).extracting(job -> job.row().id(),
                QueuedJob::failures, QueuedJob::arguments, QueuedJob::begins)
                .containsExactly(tuple(retrying, 2, "{}", false), tuple(queued, 0, "{}", true));
    }

    @Test
    @Order(4)
    void schedulesAndTicksAreWhatTheyWere() {
        ScheduleStore schedules = as(Account.SCHEDULER, ScheduleStore.class);
        assertThat(schedules.all()).extracting(row -> row.definition().name(), ScheduleRow::paused,
                ScheduleRow::nextTickAt, ScheduleRow::lastTickAt, ScheduleRow::expectedFrom)
                .containsExactly(tuple("fresh", false, null, null, asked.minus(Duration.ofDays(9))),
                        tuple("harvest", false, tick.plus(Duration.ofHours(1)), tick,
                                asked.minus(Duration.ofDays(9))),
                        tuple("paused", true, tick.plus(Duration.ofHours(1)), tick.minus(Duration.ofHours(1)),
                                asked.minus(Duration.ofDays(9))));
        assertThat(schedules.find("harvest")).hasValueSatisfying(row -> {
            assertThat(row.definition()).isEqualTo(new ScheduleDefinition("harvest", "diagnostic.noop", Priority.P2,
                    "0 0 * * * *", null, ZoneId.of("Europe/Berlin"), Duration.ofSeconds(5), Map.of("a", 1),
                    ScheduleDefinition.CatchUp.FIRE_ONCE, ScheduleDefinition.Overlap.SKIP));
            assertThat(row.unfinishedJobs()).as("its last job still runs, so the next tick is skipped")
                    .containsExactly(running);
        });
        assertThat(schedules.ticks("harvest", 10)).extracting(Tick::tickAt, Tick::until, Tick::count, Tick::outcome,
                Tick::jobId).containsExactly(
                        tuple(hoursBefore(0), hoursBefore(0), 1L, "coalesced", null),
                        tuple(hoursBefore(1), hoursBefore(1), 1L, "fired", running),
                        tuple(hoursBefore(2), hoursBefore(2), 1L, "skipped", null),
                        tuple(hoursBefore(3), hoursBefore(3), 1L, "fired", succeeded));
        assertThat(schedules.ticks("removed", 10)).hasSize(1);

        LeaderLease.Held held = as(Account.SCHEDULER, LeaderLease.class).acquire(WORKER, Duration.ofMinutes(5))
                .orElseThrow();
        ScheduleRow harvest = schedules.find("harvest").orElseThrow();
        Instant next = tick.plus(Duration.ofHours(1));
        Fired fired = schedules.decide(held, List.of(new Ruling(harvest, List.of(new Ruling.Decision(next, "fired",
                "due", job(JobRequest.of("diagnostic.noop", Priority.P2, Map.of())))), next.plusSeconds(3600))), 4L);
        assertThat(schedules.find("harvest").orElseThrow().unfinishedJobs()).containsExactly(fired.ids().getFirst(),
                running);
        database.sql().update("DELETE FROM job WHERE id = ?", fired.ids().getFirst());
    }

    @Test
    @Order(5)
    void uniqueKeysHoldAsLongAsTheyDid() {
        JobRequest noop = JobRequest.of("diagnostic.noop", Priority.P0, Map.of());
        assertThat(ask(noop.withUniqueKey("u-done", UniqueUntil.DONE))).isEqualTo(requested);
        assertThat(ask(noop.withUniqueKey("u-start", UniqueUntil.START))).isEqualTo(queued);
        assertThat(as(Account.WORKER, JobOutcomes.class).begin(List.of(by(queued, 1)))).containsOnlyKeys(queued);
        long started = ask(noop.withUniqueKey("u-start", UniqueUntil.START));
        long begun = ask(noop.withUniqueKey("u-begun", UniqueUntil.START));
        assertThat(List.of(started, begun)).doesNotContain(queued, runningUnique);
        database.sql().update("DELETE FROM job WHERE id IN (?, ?)", started, begun);
    }

    @Test
    @Order(6)
    void everyJobGoesOnFromWhereItWas() {
        JobOutcomes outcomes = as(Account.WORKER, JobOutcomes.class);
        JobDispatch dispatch = as(Account.SCHEDULER, JobDispatch.class);
        assertThat(dispatch.takeDue(100, 4L)).extracting(JobRow::id).containsExactly(requested);

        assertThat(outcomes.begin(List.of(by(running, 1), by(retrying, 3)))).as("attempts that are spent").isEmpty();
        assertThat(outcomes.record(List.of(new Outcome.Succeeded(by(running, 2), Instant.now(), JobResult.NONE))))
                .isEmpty();
        assertThat(detail(running).attempts()).extracting(JobDetail.Attempt::outcome).containsExactly("failed",
                "succeeded");

        assertThat(dispatch.lost(List.of(new LostAttempt(runningUnique, 1, 1)), 3).again()).containsExactly(
                runningUnique);
        assertThat(detail(runningUnique).attempts()).singleElement().satisfies(attempt -> assertThat(attempt.outcome())
                .isEqualTo("crashed"));

        assertThat(outcomes.begin(List.of(by(retrying, 4)))).containsOnlyKeys(retrying);
        assertThat(outcomes.record(List.of(new Outcome.Failed(by(retrying, 4), Instant.now(),
                new JobOutcomes.Failure("java.io.IOException", "no", ""))))).isEmpty();
        assertThat(detail(retrying).row().state()).isEqualTo(JobState.FAILED);
        assertThat(detail(retrying).failures()).as("counted on").isEqualTo(3);

        assertThat(as(Account.SCHEDULER, JobEndings.class).retry(List.of(failed, dead, cancelled, expired, succeeded)))
                .containsExactlyInAnyOrder(failed, dead, cancelled, expired);
        assertThat(ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()).withUniqueKey("u-failed",
                UniqueUntil.DONE))).as("its key is its own again").isEqualTo(failed);
    }

    private void stands(JobDetail job, JobState state, Priority priority, int attempt, int crashes, int failures) {
        assertThat(job.row()).extracting(JobRow::state, JobRow::priority, JobRow::attempt, JobRow::crashes)
                .containsExactly(state, priority, attempt, crashes);
        assertThat(job.failures()).as("how often " + state + " failed").isEqualTo(failures);
        assertThat(job.correlationId()).isEqualTo("corr-" + state.code());
        assertThat(job.requestedBy()).isEqualTo("user:" + state.code());
    }

    private Instant hoursBefore(int hours) {
        return tick.minus(Duration.ofHours(hours));
    }

    private long ask(JobRequest request) {
        return as(Account.INTERFACE, JobIntake.class).request(List.of(job(request))).getFirst();
    }

    private static NewJob job(JobRequest request) {
        return new NewJob(request, "user:ada", null, "test");
    }

    private static Attempt by(long job, int attempt) {
        return new Attempt(job, attempt, WORKER, "host-" + attempt, Instant.now(), 4L, null);
    }

    private JobDetail detail(long id) {
        return queries().find(id).orElseThrow();
    }

    private JobQueries queries() {
        return as(Account.INTERFACE, JobQueries.class);
    }

    private <T> T as(Account account, Class<T> type) {
        return database.as(account, type);
    }

    private long job(String state, int priority, int attempt, int crashes, @Nullable String heldKey, String arguments,
            @Nullable String key, String until, @Nullable Long parent) {
        long id = ids.next();
        boolean finished = JobState.ofCode(state).isFinished();
        database.sql().update("""
            INSERT INTO job (id, type, priority, state, attempt, crashes, generation, digest, dedupe_key, created_at,
                available_at, queued_at, started_at, finished_at)
            VALUES (?, 'diagnostic.noop', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, priority, state, attempt, crashes,
                state.equals("requested") ? null : 4, attempt > 0 ? DIGEST : null, heldKey, asked, asked,
                state.equals("requested") ? null : asked.plusSeconds(1),
                attempt > 0 ? asked.plusSeconds(30) : null, finished ? asked.plusSeconds(60) : null);
        database.sql().update("INSERT INTO job_detail (job_id, arguments, unique_key, unique_until, parent_id, "
                + "correlation_id, requested_by) VALUES (?, ?, ?, ?, ?, ?, ?)", id, arguments, key, until, parent,
                "corr-" + state, "user:" + state);
        return id;
    }

    private void attempt(long job, int number, @Nullable String outcome) {
        boolean bad = outcome != null && !outcome.equals("succeeded");
        database.sql().update("INSERT INTO job_attempt (job_id, attempt, owner, host, started_at, finished_at, "
                + "outcome, error_type, error_message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", job, number, WORKER,
                "host-" + number, asked.plusSeconds(number), outcome == null ? null : asked.plusSeconds(50), outcome,
                bad ? "java.io.IOException" : null, bad ? "no route" : null);
    }

    private void schedule(String name, @Nullable String cron, @Nullable Long interval, String overlap,
            boolean paused) {
        database.sql().update("""
            INSERT INTO schedule (name, origin, job_type, priority, cron, interval_ms, zone, jitter_ms, arguments,
                catch_up, overlap, paused, next_tick_at, first_seen)
            VALUES (?, 'file:a.yaml', 'diagnostic.noop', 2, ?, ?, 'Europe/Berlin', 5000, '{"a":1}', 'fire-once', ?, ?,
                ?, ?)""", name, cron, interval, overlap, paused, tick.plus(Duration.ofHours(1)), asked.minus(Duration
                .ofDays(9)));
    }

    private void tick(String schedule, int hoursBefore, String outcome, @Nullable Long job) {
        database.sql().update("INSERT INTO schedule_tick (schedule, tick_at, outcome, reason, job_id, epoch, "
                + "decided_at) VALUES (?, ?, ?, 'because', ?, 1, ?)", schedule, hoursBefore(hoursBefore), outcome, job,
                hoursBefore(hoursBefore).plusSeconds(1));
    }
}
