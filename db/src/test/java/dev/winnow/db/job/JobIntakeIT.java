package dev.winnow.db.job;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a request writes, and when it is another job instead. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobIntakeIT {
    private static final JobRequest PLAIN = JobRequest.of("test.echo", Priority.P1, Map.of());

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobIntake intake = database.as(Account.INTERFACE, JobIntake.class);
    private final JobIntake byWorker = database.as(Account.WORKER, JobIntake.class);
    private final JobLedger scheduler = database.as(Account.SCHEDULER, JobLedger.class);
    private final JobQueries queries = database.as(Account.INTERFACE, JobQueries.class);

    @BeforeEach
    void empty() {
        for (String table : List.of("job", "job_detail", "job_key", "job_expiry", "job_limit", "job_wait", "job_batch",
                "job_batch_member")) {
            database.sql().update("DELETE FROM " + table);
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aUsualJobIsOneRow() {
        long id = ask(JobRequest.of("test.echo", Priority.P1, Map.of("say", "hé \"llo", "n", 3)));
        assertThat(count("job_detail") + count("job_expiry") + count("job_limit") + count("job_wait")
                + count("job_key")).isZero();
        JobDetail detail = queries.find(id).orElseThrow();
        assertThat(detail.arguments()).isEqualTo(Map.of("say", "hé \"llo", "n", 3));
        assertThat(detail.requestedBy()).isEqualTo("user:ann");
        assertThat(detail.correlationId()).isEqualTo("c1");
    }

    @Test
    void longArgumentsAreKeptBesideTheRowUpToFourMebibytes() {
        for (int length : new int[]{980, 990, 1_000, 70_000, 4 * 1024 * 1024 - 20}) {
            Map<String, Object> arguments = Map.of("text", "x".repeat(length));
            assertThat(queries.find(ask(JobRequest.of("test.echo", Priority.P1, arguments))).orElseThrow().arguments())
                    .isEqualTo(arguments);
        }
        assertThatThrownBy(() -> ask(JobRequest.of("test.echo", Priority.P1,
                Map.of("text", "é".repeat(2 * 1024 * 1024))))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4194304").hasMessageContaining("test.echo");
    }

    @Test
    void argumentsThatAreNoJsonAreRefusedInASentence() {
        Map<String, Object> deep = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            deep = Map.of("deeper", deep);
        }
        Map<String, Object> tooDeep = deep;
        assertThatThrownBy(() -> ask(JobRequest.of("test.echo", Priority.P1, tooDeep)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cannot be written as JSON");
        assertThat(count("job")).isZero();
    }

    @Test
    void optionsThatNoRowCanHoldAreRefusedNamingWhatIsWrong() {
        String tooLong = "k".repeat(191);
        Map<JobOptions, String> wrong = Map.of(
                JobOptions.NONE.idempotent(tooLong), "idempotency key",
                JobOptions.NONE.uniqueFor(" ", Duration.ofHours(1)), "unique key",
                JobOptions.NONE.uniqueFor("k", Duration.ZERO), "window",
                JobOptions.NONE.expiringAfter(Duration.ofSeconds(-1)), "expiry",
                JobOptions.NONE.withDeadline(Duration.ZERO), "deadline",
                JobOptions.NONE.atMost(0, "k"), "concurrency limit",
                JobOptions.NONE.atMost(1, tooLong), "concurrency key",
                JobOptions.NONE.atMost(1, Duration.ZERO, "k"), "rate",
                JobOptions.NONE.delayedBy(Duration.ofDays(4_000_000)), "delay");
        wrong.forEach((options, what) -> refused(options, what));
        refused(JobOptions.NONE.atMost(1, Duration.ofDays(31).plusMillis(1), "k"), "a millisecond to 31 days");
        refused(JobOptions.NONE.atMost(1, Duration.ofSeconds(Long.MAX_VALUE), "k"), "a millisecond to 31 days");
        for (Duration span : List.of(Duration.ofDays(366).plusMillis(1), Duration.ofDays(110_000),
                Duration.ofSeconds(Long.MAX_VALUE))) {
            refused(JobOptions.NONE.delayedBy(span), "expected none, or up to 366 days");
            refused(JobOptions.NONE.expiringAfter(span), "the expiry");
            refused(JobOptions.NONE.withDeadline(span), "expected a millisecond to 366 days");
            refused(JobOptions.NONE.uniqueFor("k", span), "the unique-for window");
        }
        assertThat(count("job")).isZero();
        assertThat(ask(PLAIN.with(JobOptions.NONE.atMost(1, Duration.ofDays(31), "k")))).isPositive();
        assertThat(ask(PLAIN.with(JobOptions.NONE.delayedBy(Duration.ofDays(366)).expiringAfter(Duration.ofDays(366))
                .withDeadline(Duration.ofDays(366))))).isPositive();
    }

    private void refused(JobOptions options, String what) {
        assertThatThrownBy(() -> ask(PLAIN.with(options))).as(what)
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(what)
                .hasMessageContaining("test.echo");
    }

    @Test
    void theSameRequestMadeAgainByTheSameRequesterIsTheSameJobForADay() {
        JobRequest once = PLAIN.with(JobOptions.NONE.idempotent("order 1"));
        long id = ask(once);
        database.sql().update("UPDATE job SET state = 'succeeded'");
        assertThat(ask(once)).isEqualTo(id);
        assertThat(byWorker.request(List.of(new NewJob(once, "job:7", null, "c2"))).getFirst()).isNotEqualTo(id);
        database.sql().update("UPDATE job_key SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND");
        long next = ask(once);
        assertThat(next).isNotEqualTo(id);
        assertThat(ask(once)).isEqualTo(next);
        assertThat(database.sql().number("SELECT TIMESTAMPDIFF(HOUR, UTC_TIMESTAMP(3), MAX(expires_at)) FROM job_key"))
                .isEqualTo(23);
    }

    @Test
    void aJobThatIsUniqueForATimeIsSoFinishedOrNot() {
        JobRequest hourly = PLAIN.with(JobOptions.NONE.uniqueFor("report", Duration.ofHours(1)));
        long id = ask(hourly);
        database.sql().update("UPDATE job SET state = 'failed'");
        assertThat(ask(hourly)).isEqualTo(id);
        assertThat(scheduler.write(List.of(job(hourly)), JobState.QUEUED, null))
                .containsExactly(new JobLedger.Written(id, false));
        assertThat(queries.find(id).orElseThrow().uniqueKey()).isEqualTo("report");
        database.sql().update("UPDATE job_key SET expires_at = UTC_TIMESTAMP(3)");
        assertThat(ask(hourly)).isNotEqualTo(id);
    }

    @Test
    void twoKeysLeadToOneJob() {
        JobRequest unique = PLAIN.withUniqueKey("u", JobRequest.UniqueUntil.DONE);
        long holder = ask(unique);
        JobRequest both = unique.with(unique.options().idempotent("o"));
        assertThat(ask(both)).isEqualTo(holder);
        database.sql().update("UPDATE job SET state = 'succeeded', dedupe_key = NULL");
        assertThat(ask(both)).as("the answer of the first time is the answer").isEqualTo(holder);
        assertThat(count("job")).isEqualTo(1);
    }

    @Test
    void ofManyWhoAskAtOnceForOneLastingKeyAllGetTheSameJob() throws Exception {
        List<NewJob> wanted = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            wanted.add(job(PLAIN.with(JobOptions.NONE.idempotent("once " + i))));
            wanted.add(job(PLAIN.with(JobOptions.NONE.uniqueFor("for a while " + i, Duration.ofHours(1)))));
        }
        Set<List<Long>> answers = Collections.synchronizedSet(new HashSet<>());
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<?>> asking = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                JobIntake one = t % 2 == 0 ? intake : byWorker;
                asking.add(pool.submit(() -> answers.add(one.request(wanted))));
            }
            for (Future<?> one : asking) {
                one.get();
            }
        }
        assertThat(answers).hasSize(1);
        assertThat(count("job")).isEqualTo(20);
    }

    @Test
    void manySmallRequestsAtOnceAreEachAnsweredAsIfAlone() throws Exception {
        Map<Integer, Future<List<Long>>> asked = new HashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 400; i++) {
                int number = i;
                asked.put(i, pool.submit(() -> intake.request(List.of(
                        job(JobRequest.of(number % 40 == 7 ? "" : "test.echo", Priority.P1, Map.of("n", number)))))));
            }
        }
        for (Map.Entry<Integer, Future<List<Long>>> one : asked.entrySet()) {
            if (one.getKey() % 40 == 7) {
                assertThatThrownBy(one.getValue()::get).hasMessageContaining("job type");
            } else {
                assertThat(queries.find(one.getValue().get().getFirst()).orElseThrow().arguments())
                        .containsEntry("n", one.getKey());
            }
        }
        assertThat(count("job")).isEqualTo(390);
    }

    @Test
    void limitsExpiryDeadlineAndDelayStandWhereTheDispatcherLooks() {
        long limited = ask(PLAIN.with(JobOptions.NONE.atMost(3, "host a").atMost(10, Duration.ofMinutes(1), "api")));
        assertThat(database.sql().first("SELECT CONCAT_WS(' ', concurrency_key, concurrency_most, rate_key, rate_most, "
                + "rate_ms) FROM job_limit WHERE job_id = ?", (row, i) -> row.getString(1), limited))
                .contains("host a 3 api 10 60000");
        long expiring = ask(PLAIN.with(JobOptions.NONE.expiringAfter(Duration.ofMinutes(5))
                .withDeadline(Duration.ofSeconds(90))));
        JobDetails details = JobDetails.of(database.sql(), List.of(expiring)).get(expiring);
        assertThat(details).isNotNull().satisfies(found -> {
            assertThat(found.deadline()).isEqualTo(Duration.ofSeconds(90));
            assertThat(Duration.between(database.sql().now(), found.expiresAt())).isBetween(Duration.ofMinutes(4),
                    Duration.ofMinutes(5));
        });
        for (JobOptions held : List.of(JobOptions.NONE.atMost(1, "k"), JobOptions.NONE.delayedBy(
                Duration.ofMinutes(1)))) {
            long id = scheduler.write(List.of(job(PLAIN.with(held))), JobState.QUEUED, 3L).getFirst().id();
            assertThat(row(id).state()).as("%s", held).isEqualTo(JobState.REQUESTED);
        }
        long free = scheduler.write(List.of(job(PLAIN)), JobState.QUEUED, 3L).getFirst().id();
        assertThat(row(free).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aBatchHasItsCompletionsIdAndItsCompletionWaits() {
        JobIntake.Batch batch = byWorker.requestBatch(Collections.nCopies(3, child(PLAIN)), child(PLAIN));
        assertThat(batch.id()).isEqualTo(batch.completion());
        assertThat(batch.members()).hasSize(3).doesNotHaveDuplicates().allSatisfy(
                id -> assertThat(traits(id)).contains(JobTrait.MEMBER).doesNotContain(JobTrait.WAITING));
        assertThat(traits(batch.completion())).contains(JobTrait.WAITING);
        assertThat(database.sql().number("SELECT total FROM job_batch WHERE id = ?", batch.id())).isEqualTo(3);
        assertThat(count("job_batch_member")).isEqualTo(3);
        assertThat(database.sql().number("SELECT on_id FROM job_wait WHERE job_id = ? AND kind = 'batch'", batch.id()))
                .isEqualTo(batch.id());
        assertThat(queries.children(9, 2)).extracting(JobRow::id).containsExactlyElementsOf(
                batch.members().subList(0, 2));
        assertThatThrownBy(() -> intake.requestBatch(List.of(), job(PLAIN)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("without jobs");
        assertThatThrownBy(() -> intake.requestBatch(List.of(job(PLAIN)),
                job(PLAIN.with(JobOptions.NONE.idempotent("x"))))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void inAChainEachJobWaitsForTheOneBefore() {
        long other = ask(PLAIN.withUniqueKey("u", JobRequest.UniqueUntil.DONE));
        List<Long> chain = intake.requestChain(Stream.of(PLAIN, PLAIN, PLAIN.withUniqueKey("u",
                JobRequest.UniqueUntil.DONE), PLAIN).map(this::job).toList());
        assertThat(chain).hasSize(4).element(2).isEqualTo(other);
        assertThat(traits(chain.get(0))).contains(JobTrait.FOLLOWED).doesNotContain(JobTrait.WAITING);
        assertThat(traits(chain.get(1))).contains(JobTrait.FOLLOWED, JobTrait.WAITING);
        assertThat(traits(chain.get(3))).contains(JobTrait.WAITING).doesNotContain(JobTrait.FOLLOWED);
        assertThat(traits(other)).doesNotContain(JobTrait.WAITING);
        Map<Long, Long> waits = new HashMap<>();
        database.sql().query("SELECT job_id, on_id FROM job_wait WHERE kind = 'job'",
                (row, i) -> waits.put(row.getLong(1), row.getLong(2)) == null);
        assertThat(waits).isEqualTo(Map.of(chain.get(1), chain.get(0), chain.get(3), other));
        assertThatThrownBy(() -> intake.requestChain(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePagesListsGoOnWhereTheyEnded() {
        List<NewJob> many = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            many.add(job(JobRequest.of(i % 2 == 0 ? "test.even" : "test.odd", Priority.values()[i % 3], Map.of())));
        }
        List<Long> ids = intake.request(many);
        database.sql().update("UPDATE job SET state = 'failed', traits = 1 WHERE MOD(id, 4) = 0");
        for (JobState state : new JobState[]{null, JobState.REQUESTED, JobState.FAILED}) {
            for (Priority priority : new Priority[]{null, Priority.P2}) {
                for (String type : new String[]{null, "test.odd"}) {
                    List<Long> expected = ids.reversed().stream().filter(id -> {
                        JobRow row = row(id);
                        return (state == null || row.state() == state) && (priority == null
                                || row.priority() == priority) && (type == null || row.type().equals(type));
                    }).toList();
                    List<Long> paged = new ArrayList<>();
                    List<JobRow> page = queries.latest(state, priority, type, null, 7);
                    while (!page.isEmpty()) {
                        page.forEach(row -> paged.add(row.id()));
                        page = queries.latest(state, priority, type, page.getLast().id(), 7);
                    }
                    assertThat(paged).as("%s %s %s", state, priority, type).isEqualTo(expected);
                }
            }
        }
    }

    private long ask(JobRequest request) {
        return intake.request(List.of(job(request))).getFirst();
    }

    private NewJob job(JobRequest request) {
        return new NewJob(request, "user:ann", null, "c1");
    }

    private static NewJob child(JobRequest request) {
        return new NewJob(request, "job:9", 9L, "c1");
    }

    private JobRow row(long id) {
        return queries.rows(List.of(id)).getFirst();
    }

    private List<JobTrait> traits(long id) {
        int bits = (int) database.sql().number("SELECT traits FROM job WHERE id = ?", id);
        return Stream.of(JobTrait.values()).filter(trait -> trait.in(bits)).toList();
    }

    private long count(String table) {
        return database.sql().number("SELECT COUNT(*) FROM " + table);
    }
}
