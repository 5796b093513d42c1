package dev.winnow.db.job;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Limits, chains, batches and parked jobs, as the leading scheduler's account lets them go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobReleasesIT {
    private static final String OWNER = UUID.randomUUID().toString();
    private static final String[] TABLES = {"job", "job_detail", "job_attempt", "job_limit", "job_gate", "job_rate",
            "job_wait", "job_batch", "job_batch_member", "job_cancel", "job_expiry", "process", "process_handler"};

    /** It is always the first lane's turn. */
    private static final Supplier<Priority> FIRST = () -> Priority.P0;

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobIntake intake = database.as(Account.INTERFACE, JobIntake.class);
    private final JobReleases releases = database.as(Account.SCHEDULER, JobReleases.class);
    private final JobDispatch dispatch = database.as(Account.SCHEDULER, JobDispatch.class);
    private final JobOutcomes outcomes = database.as(Account.WORKER, JobOutcomes.class);
    private final JobQueries queries = database.as(Account.INTERFACE, JobQueries.class);

    @BeforeEach
    void empty() {
        for (String table : TABLES) {
            database.sql().update("DELETE FROM " + table);
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void noMoreJobsOfAKeyAreLetInThanItsLimitAndAPlaceIsFreeWhenOneEnds() {
        List<Long> ids = ask(5, JobOptions.NONE.atMost(2, "account-1"));

        assertThat(dispatch.takeDue(10, null)).as("a limited job is not the dispatcher's").isEmpty();
        List<Long> first = letIn();
        assertThat(first).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(letIn()).isEmpty();
        assertThat(queries.standing(ids.get(4)).limits()).containsExactly(
                new JobStanding.Limit("concurrency", "account-1", 2, 2, true));
        assertThat(queries.standing(ids.get(0)).limits()).containsExactly(
                new JobStanding.Limit("concurrency", "account-1", 2, 2, false));

        succeed(first.get(1));
        assertThat(letIn()).containsExactly(ids.get(2));
        assertThat(letIn()).isEmpty();
    }

    @Test
    void theLatestRequestsNumberCounts() {
        ask(4, JobOptions.NONE.atMost(1, "k"));
        assertThat(letIn()).hasSize(1);

        ask(1, JobOptions.NONE.atMost(4, "k"));
        assertThat(letIn()).hasSize(3);
        ask(1, JobOptions.NONE.atMost(2, "k"));
        assertThat(letIn()).isEmpty();
    }

    @Test
    void amongJobsOfAKeyTheFirstPriorityGoesFirst() {
        ask(10, JobOptions.NONE.atMost(1, "k"));
        long urgent = ask(Priority.P0, JobOptions.NONE.atMost(1, "k"));

        assertThat(letIn()).containsExactly(urgent);
    }

    @Test
    void aLaneWhoseTurnItIsGoesFirstAndWhatItHasNoUseForIsTheHighests() {
        long low = ask(Priority.P2, JobOptions.NONE.atMost(1, "k"));
        long urgent = ask(Priority.P0, JobOptions.NONE.atMost(1, "k"));
        long other = ask(Priority.P0, JobOptions.NONE.atMost(1, "another"));
        releases.sortLimited(2000);

        assertThat(ids(releases.takeLimited(1000, null, () -> Priority.P2))).containsExactlyInAnyOrder(low, other);
        succeed(low);
        releases.sortLimited(2000);
        assertThat(ids(releases.takeLimited(1000, null, () -> Priority.P1))).containsExactly(urgent);
    }

    @Test
    void aKeyWithManyWaitingJobsHoldsUpNoOtherAndCostsNoScan() {
        for (int i = 0; i < 10; i++) {
            ask(2000, JobOptions.NONE.atMost(3, "crowded"));
        }
        while (releases.sortLimited(2000) > 0) {
            continue;
        }
        assertThat(letIn()).hasSize(3);
        long other = ask(1, JobOptions.NONE.atMost(1, "other")).getFirst();
        releases.sortLimited(1000);

        assertThat(rowsRead(() -> assertThat(ids(releases.takeLimited(1000, null, FIRST))).containsExactly(other)))
                .as("rows read beside 20,000 that wait").isLessThan(300);
    }

    @Test
    void noMoreJobsOfAKeyAreLetInWithinASpanThanItsRateAndRetriesCountToo() {
        Duration span = Duration.ofSeconds(4);
        List<Long> ids = ask(5, JobOptions.NONE.atMost(2, span, "api"));
        Instant began = database.sql().now();
        assertThat(letIn()).containsExactlyElementsOf(ids.subList(0, 2));
        fail(ids.getFirst(), Duration.ZERO);
        assertThat(letIn()).isEmpty();
        assertThat(releases.untilNextLimited().orElseThrow()).isBetween(Duration.ofMillis(1), span);
        assertThat(queries.standing(ids.get(3)).limits()).containsExactly(
                new JobStanding.Limit("rate", "api", 2, 2, true));

        List<Long> next = new ArrayList<>();
        while (next.isEmpty()) {
            next.addAll(letIn());
        }
        assertThat(Duration.between(began, database.sql().now())).isGreaterThanOrEqualTo(span);
        assertThat(next).as("the failed one had its turn before").containsExactly(ids.get(2), ids.get(3));
        while (next.size() < 4) {
            next.addAll(letIn());
        }
        assertThat(next.subList(2, 4)).containsExactlyInAnyOrder(ids.get(4), ids.getFirst());
        assertThat(queries.rows(List.of(ids.getFirst())).getFirst().attempt()).isEqualTo(1);
    }

    @Test
    void aJobWithTwoKeysWaitsForBoth() {
        JobOptions both = JobOptions.NONE.atMost(1, "c").atMost(5, Duration.ofMinutes(1), "r");
        long one = ask(1, both).getFirst();
        long two = ask(1, both).getFirst();
        long rateOnly = ask(1, JobOptions.NONE.atMost(5, Duration.ofMinutes(1), "r")).getFirst();

        assertThat(letIn()).containsExactlyInAnyOrder(one, rateOnly);
        assertThat(queries.standing(two).limits()).extracting(JobStanding.Limit::reached).containsExactly(true, false);
    }

    @Test
    void aLimitedJobThatIsRetryingHoldsNoPlaceAndIsLetInAgainWhenItIsDue() {
        List<Long> ids = ask(2, JobOptions.NONE.atMost(1, "k"));
        assertThat(letIn()).containsExactly(ids.getFirst());
        fail(ids.getFirst(), Duration.ofHours(1));

        assertThat(letIn()).containsExactly(ids.get(1));
        succeed(ids.get(1));
        assertThat(letIn()).isEmpty();
        database.sql().update("UPDATE job SET available_at = UTC_TIMESTAMP(3) WHERE id = ?", ids.getFirst());
        assertThat(letIn()).containsExactly(ids.getFirst());
    }

    @Test
    void aDelayedLimitedJobWaitsForItsTimeAndACancelledOneFreesItsPlace() {
        long delayed = ask(1, JobOptions.NONE.atMost(1, "k").delayedBy(Duration.ofHours(1))).getFirst();
        assertThat(letIn()).isEmpty();
        long now = ask(1, JobOptions.NONE.atMost(1, "k")).getFirst();
        assertThat(letIn()).containsExactly(now);
        database.sql().update("UPDATE job SET available_at = UTC_TIMESTAMP(3) WHERE id = ?", delayed);
        database.sql().update("UPDATE job_limit SET available_at = UTC_TIMESTAMP(3) WHERE job_id = ?", delayed);
        JobEndings endings = database.as(Account.SCHEDULER, JobEndings.class);
        endings.cancel(List.of(now), "enough");
        assertThat(letIn()).containsExactly(delayed);
    }

    @Test
    void aChainGoesOnWhenItsPredecessorSucceededAndBreaksOffOtherwise() {
        List<Long> good = intake.requestChain(jobs(3, JobOptions.NONE));
        List<Long> bad = intake.requestChain(jobs(4, JobOptions.NONE));
        assertThat(takeAndRelease()).containsExactlyInAnyOrder(good.getFirst(), bad.getFirst());
        assertThat(takeAndRelease()).isEmpty();
        assertThat(queries.standing(good.get(1)).waitsFor().orElseThrow().onId()).isEqualTo(good.getFirst());

        succeed(good.getFirst());
        succeed(bad.getFirst());
        assertThat(takeAndRelease()).containsExactlyInAnyOrder(good.get(1), bad.get(1));
        succeed(good.get(1));
        failForGood(bad.get(1));
        assertThat(takeAndRelease()).containsExactly(good.get(2));

        assertThat(queries.rows(bad)).extracting(JobRow::state).containsExactly(JobState.SUCCEEDED, JobState.FAILED,
                JobState.CANCELLED, JobState.CANCELLED);
        assertThat(queries.find(bad.get(3)).orElseThrow().attempts()).singleElement()
                .satisfies(attempt -> assertThat(attempt.errorMessage()).contains(bad.get(1).toString(), "failed"));
        assertThat(database.sql().number("SELECT COUNT(*) FROM job_wait")).isZero();
    }

    @Test
    void aLongChainBreaksOffAsAWholeInFewQuestions() {
        List<Long> chain = intake.requestChain(jobs(1203, JobOptions.NONE));
        assertThat(takeAndRelease()).containsExactly(chain.getFirst());
        failForGood(chain.getFirst());
        long asked = selects();

        assertThat(takeAndRelease()).isEmpty();

        assertThat(selects()).isLessThan(asked + 300);
        assertThat(queries.rows(chain.subList(1, chain.size()))).hasSize(1202).extracting(JobRow::state)
                .containsOnly(JobState.CANCELLED);
        assertThat(database.sql().number("SELECT COUNT(*) FROM job_wait")).isZero();
    }

    @Test
    void aBatchsCompletionRunsWhenAllItsMembersAreFinishedHoweverTheyEnded() {
        JobIntake.Batch batch = intake.requestBatch(jobs(2500, JobOptions.NONE), job(Priority.P1, JobOptions.NONE));
        assertThat(takeAndRelease()).hasSize(2500);
        assertThat(queries.standing(batch.completion()).batch().orElseThrow()).isEqualTo(new JobStanding.Batch(batch
                .id(), 2500, 0));

        failForGood(batch.members().getFirst());
        batch.members().subList(1, 2499).forEach(this::finish);
        assertThat(takeAndRelease()).isEmpty();
        assertThat(queries.standing(batch.completion()).batch().orElseThrow().finished()).isEqualTo(2499);
        finish(batch.members().getLast());

        assertThat(takeAndRelease()).containsExactly(batch.completion());
        assertThat(queries.batchOutcome(batch.completion()).orElseThrow()).satisfies(outcome -> {
            assertThat(outcome.total()).isEqualTo(2500);
            assertThat(outcome.succeeded()).isEqualTo(2499);
        });
    }

    @Test
    void membersAreNotPassedTwice() {
        JobIntake.Batch batch = intake.requestBatch(jobs(1500, JobOptions.NONE), job(Priority.P1, JobOptions.NONE));
        batch.members().subList(0, 1400).forEach(this::finish);
        takeAndRelease();
        assertThat(database.sql().number("SELECT checked_until FROM job_batch")).isEqualTo(batch.members().get(1399));

        assertThat(rowsRead(this::takeAndRelease)).isLessThan(300);
    }

    @Test
    void aParkedJobIsReleasedWhenALiveWorkerOfItsLaneHasAHandler() {
        long id = ask(1, JobOptions.NONE).getFirst();
        dispatch.takeDue(10, null);
        outcomes.record(List.of(new Outcome.Parked(attempt(id), Instant.now(), "no live worker has a handler")));
        assertThat(takeAndRelease()).isEmpty();
        assertThat(queries.standing(id).waitsFor().orElseThrow().kind()).isEqualTo("handler");

        worker("draining", "p0,p1,p2");
        assertThat(takeAndRelease()).isEmpty();
        worker("ready", "p0");
        assertThat(takeAndRelease()).isEmpty();
        String lost = worker("ready", "p0,p1,p2");
        database.sql().update("UPDATE process SET heartbeat_at = heartbeat_at - INTERVAL 1 HOUR WHERE id = ?", lost);
        assertThat(takeAndRelease()).isEmpty();
        worker("ready", "p0,p1,p2");
        assertThat(takeAndRelease()).containsExactly(id);
        assertThat(queries.standing(id).waitsFor()).isEmpty();
    }

    @Test
    void aLimitedJobOfAChainWaitsForItsPredecessorFirstAndThenForItsLimit() {
        List<Long> chain = intake.requestChain(List.of(job(Priority.P1, JobOptions.NONE), job(Priority.P1,
                JobOptions.NONE.atMost(1, "k"))));
        long other = ask(1, JobOptions.NONE.atMost(1, "k")).getFirst();
        assertThat(takeAndRelease()).containsExactlyInAnyOrder(chain.getFirst(), other);
        succeed(chain.getFirst());
        assertThat(takeAndRelease()).isEmpty();
        succeed(other);
        assertThat(takeAndRelease()).containsExactly(chain.get(1));
    }

    /** What a scheduler does in a round: releases, takes, lets in. */
    private List<Long> takeAndRelease() {
        List<JobReleases.Predecessor> ended = releases.endedPredecessors(0).found();
        releases.goOn(ended);
        releases.ripeBatches(0).found().forEach(batch -> {
            while (releases.passMembers(batch)) {
                continue;
            }
        });
        releases.release(releases.handledAgain(0).found());
        List<Long> taken = new ArrayList<>(ids(dispatch.takeDue(10_000, null)));
        taken.addAll(letIn());
        return taken;
    }

    private List<Long> letIn() {
        releases.sortLimited(2000);
        return ids(releases.takeLimited(1000, null, FIRST));
    }

    private List<Long> ask(int count, JobOptions options) {
        return intake.request(jobs(count, options));
    }

    private long ask(Priority priority, JobOptions options) {
        return intake.request(List.of(job(priority, options))).getFirst();
    }

    private static List<NewJob> jobs(int count, JobOptions options) {
        return Collections.nCopies(count, job(Priority.P1, options));
    }

    private static NewJob job(Priority priority, JobOptions options) {
        return new NewJob(JobRequest.of("test.echo", priority, Map.of()).with(options), "user:ada", null, "c1");
    }

    private Attempt attempt(long id) {
        int before = queries.rows(List.of(id)).getFirst().attempt();
        return new Attempt(id, before + 1, OWNER, "host", Instant.now(), null, null);
    }

    private void succeed(long id) {
        assertThat(outcomes.record(List.of(new Outcome.Succeeded(attempt(id), Instant.now(), JobResult.NONE))))
                .isEmpty();
    }

    /** Ends it well without the worker's way, for many. */
    private void finish(long id) {
        database.sql().update("UPDATE job SET state = 'succeeded', finished_at = UTC_TIMESTAMP(3) WHERE id = ?", id);
    }

    private void failForGood(long id) {
        assertThat(outcomes.record(List.of(new Outcome.Failed(attempt(id), Instant.now(), failure())))).isEmpty();
    }

    private void fail(long id, Duration delay) {
        assertThat(outcomes.record(List.of(new Outcome.Retrying(attempt(id), Instant.now(), failure(), delay))))
                .isEmpty();
    }

    private static JobOutcomes.Failure failure() {
        return new JobOutcomes.Failure("java.io.IOException", "no route", "");
    }

    private String worker(String state, String lanes) {
        String id = UUID.randomUUID().toString();
        database.sql().update("""
            INSERT INTO process (id, kind, host, pid, version, state, is_leader, lanes, concurrency, running,
                management_port, started_at, heartbeat_at)
            VALUES (?, 'worker', 'host', 1, 'v', ?, 0, ?, 1, 0, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))""", id, state,
                lanes);
        database.sql().update("INSERT INTO process_handler (process_id, job_type) VALUES (?, 'test.echo')", id);
        return id;
    }

    private static List<Long> ids(List<JobRow> rows) {
        return rows.stream().map(JobRow::id).toList();
    }

    /** By the whole server, which only this test uses now; asking reads rows, too. */
    private long rowsRead(Runnable work) {
        long first = rowsRead();
        long second = rowsRead();
        work.run();
        return rowsRead() - second - (second - first);
    }

    private long rowsRead() {
        return database.sql().query("SHOW GLOBAL STATUS LIKE 'Handler_read%'", (row, i) -> row.getLong(2)).stream()
                .mapToLong(Long::longValue).sum();
    }

    private long selects() {
        return database.sql().query("SHOW GLOBAL STATUS LIKE 'Com_select'", (row, i) -> row.getLong(2)).getFirst();
    }
}
