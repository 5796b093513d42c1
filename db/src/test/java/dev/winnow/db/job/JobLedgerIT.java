package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each part of the ledger under the account that uses it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobLedgerIT {
    private static final String DIGEST = "a".repeat(64);

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobIntake asked = database.as(Account.INTERFACE, JobIntake.class);
    private final JobIntake askedByWorker = database.as(Account.WORKER, JobIntake.class);
    private JobDispatch dispatch = freshDispatch();
    private final JobOutcomes outcomes = database.as(Account.WORKER, JobOutcomes.class);
    private final JobQueries queries = database.as(Account.INTERFACE, JobQueries.class);
    private final String owner = UUID.randomUUID().toString();

    /** It remembers which lanes were empty a moment ago. */
    private JobDispatch freshDispatch() {
        return new JobDispatch(database.as(Account.SCHEDULER, Database.class),
                database.as(Account.SCHEDULER, JobLedger.class), InstantSource.system());
    }

    @BeforeEach
    void empty() {
        dispatch = freshDispatch();
        for (String table : List.of("job", "job_detail", "job_attempt", "job_log", "job_progress", "job_result",
                "job_key", "job_expiry", "job_limit", "job_wait", "job_batch", "job_batch_member", "job_cancel")) {
            database.sql().update("DELETE FROM " + table);
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aJobGoesFromRequestToResult() {
        long id = ask(JobRequest.of("test.echo", Priority.P0, Map.of("say", "hello", "times", 3)));
        assertThat(state(id)).isEqualTo(JobState.REQUESTED);

        JobRow queued = dispatch.takeDue(10, 7L).getFirst();
        assertThat(queued.id()).isEqualTo(id);
        assertThat(queued.state()).isEqualTo(JobState.QUEUED);
        assertThat(queued.generation()).isEqualTo(7);
        assertThat(dispatch.takeDue(10, 7L)).isEmpty();

        JobOutcomes.Started started = begin(id, 1, owner, "host", 7L, DIGEST).orElseThrow();
        assertThat(started.arguments()).isEqualTo(Map.of("say", "hello", "times", 3));
        assertThat(started.correlationId()).isEqualTo("c1");
        outcomes.progress(id, 1, 1, 2, "half");
        outcomes.log(id, 1, List.of(new JobOutcomes.LogLine(1, database.sql().now(), "INFO", "one"),
                new JobOutcomes.LogLine(2, database.sql().now(), "INFO", "x".repeat(10_000))));
        assertThat(succeed(id, 1, owner, JobResult.of("said", 3))).isTrue();

        JobDetail detail = queries.find(id).orElseThrow();
        assertThat(detail.row().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(detail.row().digest()).isEqualTo(DIGEST);
        assertThat(detail.result()).isEqualTo(Map.of("said", 3));
        assertThat(detail.progress()).isNotNull();
        assertThat(detail.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo("succeeded");
            assertThat(attempt.host()).isEqualTo("host");
        });
        assertThat(queries.log(id, 0, 0, 10)).hasSize(2).last()
                .satisfies(line -> assertThat(line.line().message()).hasSizeLessThan(4_100).endsWith("…"));
        assertThat(queries.log(id, 1, 1, 10)).singleElement()
                .satisfies(line -> assertThat(line.line().sequence()).isEqualTo(2));
        assertThat(queries.counts()).containsEntry(JobState.SUCCEEDED, 1L);
    }

    @Test
    void aFinishedJobDoesNotBeginAgainAndAStaleOwnerChangesNothing() {
        long id = running(1);
        String other = UUID.randomUUID().toString();
        assertThat(begin(id, 1, other, "elsewhere", null, null)).isEmpty();
        assertThat(succeed(id, 1, other, JobResult.NONE)).isFalse();
        assertThat(begin(id, 2, other, "elsewhere", null, null)).isPresent();
        assertThat(begin(id, 1, owner, "host", null, null)).isEmpty();
        assertThat(fail(id, 1, owner, failure(), null)).isFalse();
        assertThat(handBack(id, 1, owner)).isFalse();
        assertThat(cancelled(id, 1, owner, "late")).isFalse();
        assertThat(succeed(id, 2, other, JobResult.NONE)).isTrue();
        assertThat(begin(id, 3, other, "elsewhere", null, null)).isEmpty();
        JobDetail detail = queries.find(id).orElseThrow();
        assertThat(detail.attempts()).extracting(JobDetail.Attempt::outcome).containsExactly("crashed", "succeeded");
        assertThat(detail.row().crashes()).isEqualTo(1);
    }

    @Test
    void beginningTwiceByTheSameOwnerIsOneBeginning() {
        long id = running(1);
        assertThat(begin(id, 1, owner, "host", null, null)).isPresent();
        assertThat(queries.find(id).orElseThrow().attempts()).hasSize(1);
    }

    @Test
    void aFailureIsRetriedWhenItsTimeHasComeAndKeptWithinBounds() {
        long id = running(1);
        assertThat(fail(id, 1, owner,
                new JobOutcomes.Failure("java.lang.Error", "é".repeat(9_000), "s".repeat(99_000)),
                Duration.ofHours(1))).isTrue();
        assertThat(state(id)).isEqualTo(JobState.RETRYING);
        assertThat(row(id).availableAt()).isAfter(database.sql().now().plus(Duration.ofMinutes(59)));
        assertThat(begin(id, 2, owner, "host", null, null)).isPresent();
        assertThat(fail(id, 2, owner, failure(), null)).isTrue();
        JobDetail detail = queries.find(id).orElseThrow();
        assertThat(detail.row().state()).isEqualTo(JobState.FAILED);
        assertThat(detail.attempts()).extracting(JobDetail.Attempt::outcome).containsExactly("failed", "failed");
        assertThat(detail.attempts().getFirst().errorMessage()).hasSizeBetween(2_000, 4_096);
        assertThat(detail.attempts().getFirst().errorStack()).hasSizeBetween(32_000, 32_768);
    }

    @Test
    void aHandBackBurnsNoAttempt() {
        long id = running(1);
        assertThat(handBack(id, 1, owner)).isTrue();
        assertThat(row(id)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(JobState.QUEUED);
            assertThat(row.startedAt()).isNull();
        });
        String other = UUID.randomUUID().toString();
        assertThat(begin(id, 1, other, "elsewhere", null, null)).isPresent();
        assertThat(succeed(id, 1, owner, JobResult.NONE)).isFalse();
        assertThat(succeed(id, 1, other, JobResult.NONE)).isTrue();
    }

    @Test
    void aUniqueKeyIsHeldUntilTheJobIsDone() {
        JobRequest request = JobRequest.of("test.once", Priority.P1, Map.of()).withUniqueKey("once",
                JobRequest.UniqueUntil.DONE);
        long id = ask(request);
        assertThat(ask(request)).isEqualTo(id);
        dispatch.takeDue(10, null);
        begin(id, 1, owner, "host", null, null);
        assertThat(askedByWorker.request(List.of(job(request), job(request)))).containsExactly(id, id);
        succeed(id, 1, owner, JobResult.NONE);
        assertThat(ask(request)).isNotEqualTo(id);
        assertThat(database.sql().number("SELECT COUNT(*) FROM job")).isEqualTo(2);
    }

    @Test
    void aUniqueKeyUntilStartIsFreeAgainOnceItRuns() {
        JobRequest request = JobRequest.of("test.once", Priority.P1, Map.of()).withUniqueKey("once",
                JobRequest.UniqueUntil.START);
        long id = ask(request);
        assertThat(ask(request)).isEqualTo(id);
        dispatch.takeDue(10, null);
        assertThat(ask(request)).isEqualTo(id);
        begin(id, 1, owner, "host", null, null);
        long second = ask(request);
        assertThat(second).isNotEqualTo(id);
        assertThat(dispatch.enqueue(List.of(job(request)), null)).isEmpty();
    }

    @Test
    void ofManyWhoAskAtOnceForOneKeyAllGetTheSameJob() throws Exception {
        int threads = 12;
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(JobRequest.of("test.once", Priority.P1, Map.of()).withUniqueKey("key" + i,
                    JobRequest.UniqueUntil.DONE));
        }
        Set<List<Long>> answers = Collections.synchronizedSet(new HashSet<>());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> asking = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                JobIntake intake = t % 2 == 0 ? asked : askedByWorker;
                asking.add(pool.submit(() -> answers.add(intake.request(requests.stream().map(this::job).toList()))));
            }
            for (Future<?> one : asking) {
                one.get();
            }
        }
        assertThat(answers).hasSize(1);
        assertThat(database.sql().number("SELECT COUNT(*) FROM job")).isEqualTo(20);
        assertThat(database.sql().number("SELECT COUNT(*) FROM job_detail")).isEqualTo(20);
    }

    @Test
    void eachLaneIsPushedBeforeTheNextOneIsLookedAtAndAFailedPushTakesNothing() {
        long low = ask(JobRequest.of("test.echo", Priority.P2, Map.of()));
        long high = ask(JobRequest.of("test.echo", Priority.P0, Map.of()));
        List<Long> pushed = new ArrayList<>();
        assertThatThrownBy(() -> dispatch.takeDue(10, 7L, 1_000, jobs -> {
            jobs.forEach(job -> pushed.add(job.row().id()));
            if (pushed.contains(low)) {
                throw new IllegalArgumentException("a queue that is full");
            }
        })).hasMessage("a queue that is full");
        assertThat(pushed).containsExactly(high, low);
        assertThat(state(high)).isEqualTo(JobState.REQUESTED);
        assertThat(state(low)).isEqualTo(JobState.REQUESTED);

        List<List<QueuedJob>> lanes = new ArrayList<>();
        assertThat(dispatch.takeDue(1, 7L, 1_000, lanes::add)).extracting(JobRow::id).containsExactly(high);
        assertThat(dispatch.takeDue(10, 7L, 1_000, lanes::add)).extracting(JobRow::id).containsExactly(low);
        assertThat(lanes).hasSize(2).allSatisfy(jobs -> assertThat(jobs).extracting(job -> job.row()
                .state()).containsExactly(JobState.QUEUED));
        assertThat(state(high)).isEqualTo(JobState.QUEUED);
        assertThat(state(low)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void whatIsTakenComesWithAllThatStandsBesideItsRow() {
        JobRequest plain = JobRequest.of("test.echo", Priority.P1, Map.of());
        ask(plain);
        ask(JobRequest.of("test.echo", Priority.P1, Map.of("text", "x".repeat(500))));
        long longer = ask(JobRequest.of("test.echo", Priority.P1, Map.of("text", "x".repeat(2_000))));
        long longest = ask(JobRequest.of("test.echo", Priority.P1, Map.of("text", "x".repeat(20_000))));
        long expiring = ask(plain.with(JobOptions.NONE.expiringAfter(Duration.ofHours(1))));
        long ending = ask(plain.with(JobOptions.NONE.withDeadline(Duration.ofMinutes(3))));
        Map<Long, QueuedJob> taken = new HashMap<>();

        List<JobRow> rows = dispatch.takeDue(10, 7L, 10_000, jobs -> jobs.forEach(job -> taken.put(job.row().id(),
                job)));

        assertThat(taken).hasSize(6);
        assertThat(dispatch.load(rows, 10_000)).hasSize(6).allSatisfy(job -> assertThat(taken.get(job.row().id()))
                .isEqualTo(job));
        assertThat(taken.get(longer)).extracting(QueuedJob::arguments).asString().hasSizeGreaterThan(2_000);
        assertThat(taken.get(longest)).extracting(QueuedJob::arguments).isNull();
        assertThat(taken.get(expiring)).extracting(QueuedJob::begins).isEqualTo(true);
        assertThat(taken.get(ending)).extracting(QueuedJob::deadline).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void manyJobsAreOneBatchAndGoByPriority() {
        List<NewJob> many = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            many.add(job(JobRequest.of("test.echo", Priority.values()[2 - i % 3], Map.of("i", i))));
        }
        List<Long> ids = asked.request(many);
        assertThat(ids).isSorted().doesNotHaveDuplicates().hasSize(3_000);
        List<JobRow> taken = dispatch.takeDue(1_500, 1L);
        assertThat(taken).hasSize(1_500).extracting(JobRow::priority).isSorted();
        assertThat(taken.subList(0, 1_000)).extracting(JobRow::priority).containsOnly(Priority.P0);
        assertThat(dispatch.takeDue(5_000, 1L)).hasSize(1_500);
        assertThat(queries.latest(JobState.QUEUED, Priority.P2, "test.echo", null, 10)).hasSize(10);
        assertThat(queries.latest(null, null, null, ids.get(5), 10)).extracting(JobRow::id)
                .containsExactlyElementsOf(ids.subList(0, 5).reversed());
    }

    @Test
    void howeverManyUrgentOnesAreAskedForSomeOfTheLowerLanesAreTaken() {
        asked.request(Collections.nCopies(100, job(JobRequest.of("test.echo", Priority.P0, Map.of()))));
        asked.request(Collections.nCopies(20, job(JobRequest.of("test.echo", Priority.P2, Map.of()))));

        List<JobRow> taken = dispatch.takeDue(40, 1L);
        assertThat(taken).hasSize(40).filteredOn(row -> row.priority() == Priority.P2)
                .as("its tenth, and that of the lane in the middle").hasSize(8);
        assertThat(dispatch.takeDue(100, 1L)).hasSize(80);
    }

    @Test
    void twoSchedulersNeverTakeTheSameJob() throws Exception {
        asked.request(Collections.nCopies(400, job(JobRequest.of("test.echo", Priority.P1, Map.of()))));
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<List<Long>>> taking = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                taking.add(pool.submit(() -> {
                    List<Long> mine = new ArrayList<>();
                    List<JobRow> some;
                    while (!(some = dispatch.takeDue(7, null)).isEmpty()) {
                        some.forEach(row -> mine.add(row.id()));
                    }
                    return mine;
                }));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : taking) {
                all.addAll(one.get());
            }
            dispatch.takeDue(400, null).forEach(row -> all.add(row.id()));
            assertThat(all).doesNotHaveDuplicates().hasSize(400);
        }
    }

    @Test
    void aDelayedJobWaits() {
        JobRequest later = JobRequest.of("test.echo", Priority.P0, Map.of()).withDelay(Duration.ofSeconds(30));
        assertThat(dispatch.enqueue(List.of(job(later)), 1L)).isEmpty();
        assertThat(dispatch.takeDue(10, 1L)).isEmpty();
        assertThat(dispatch.untilNextDue().orElseThrow()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
        JobRow now = dispatch.enqueue(List.of(job(JobRequest.of("test.echo", Priority.P0, Map.of()))), 1L).getFirst();
        assertThat(now.state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aResultThatIsTooLargeIsDroppedAndSaysSo() {
        long id = running(1);
        assertThat(succeed(id, 1, owner, JobResult.of("all", "x".repeat(70_000)))).isTrue();
        assertThat(queries.find(id).orElseThrow().result()).containsOnlyKeys("problem");
    }

    @Test
    void aRequestThatNoRowCanHoldIsRefusedBeforeItIsWritten() {
        assertThatThrownBy(() -> ask(JobRequest.of("x".repeat(101), Priority.P0, Map.of())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("100 characters");
        assertThatThrownBy(() -> ask(JobRequest.of("test.once", Priority.P0, Map.of()).withUniqueKey("k".repeat(191),
                JobRequest.UniqueUntil.DONE))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("190 characters");
    }

    private Optional<JobOutcomes.Started> begin(long id, int attempt, String by, String host, @Nullable Long generation,
            @Nullable String digest) {
        return Optional.ofNullable(outcomes.begin(List.of(
                new Attempt(id, attempt, by, host, database.sql().now(), generation, digest))).get(id));
    }

    private boolean succeed(long id, int attempt, String by, JobResult result) {
        return record(new Outcome.Succeeded(attempt(id, attempt, by), database.sql().now(), result));
    }

    private boolean fail(long id, int attempt, String by, JobOutcomes.Failure failure, @Nullable Duration delay) {
        Instant now = database.sql().now();
        return record(delay == null
                ? new Outcome.Failed(attempt(id, attempt, by), now, failure)
                : new Outcome.Retrying(attempt(id, attempt, by), now, failure, delay));
    }

    private boolean cancelled(long id, int attempt, String by, String reason) {
        return record(new Outcome.Cancelled(attempt(id, attempt, by), database.sql().now(), reason));
    }

    private boolean handBack(long id, int attempt, String by) {
        return record(new Outcome.HandedBack(attempt(id, attempt, by), database.sql().now()));
    }

    private boolean record(Outcome outcome) {
        return outcomes.record(List.of(outcome)).isEmpty();
    }

    private Attempt attempt(long id, int attempt, String by) {
        return new Attempt(id, attempt, by, "host", database.sql().now(), null, DIGEST);
    }

    private long running(int attempt) {
        long id = ask(JobRequest.of("test.echo", Priority.P0, Map.of()));
        dispatch.takeDue(100, null);
        assertThat(begin(id, attempt, owner, "host", null, null)).isPresent();
        return id;
    }

    private long ask(JobRequest request) {
        return asked.request(List.of(job(request))).getFirst();
    }

    private NewJob job(JobRequest request) {
        return new NewJob(request, "user:ann", null, "c1");
    }

    private JobRow row(long id) {
        return queries.rows(List.of(id)).getFirst();
    }

    private JobState state(long id) {
        return row(id).state();
    }

    private static JobOutcomes.Failure failure() {
        return new JobOutcomes.Failure("java.lang.IllegalStateException", "no", "at x");
    }
}
