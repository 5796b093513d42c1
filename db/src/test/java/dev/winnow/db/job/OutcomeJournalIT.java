package dev.winnow.db.job;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Group commit of outcomes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class OutcomeJournalIT {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Duration NEVER = Duration.ofHours(1);

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobIntake intake = database.as(Account.INTERFACE, JobIntake.class);
    private final JobOutcomes outcomes = database.as(Account.WORKER, JobOutcomes.class);
    private final JobQueries queries = database.as(Account.INTERFACE, JobQueries.class);
    private final String owner = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        database.sql().update("DELETE FROM job");
        database.sql().update("DELETE FROM job_attempt");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void anOutcomeIsOnRecordWhenItsAnswerComesThoughNobodyElseWrites() throws Exception {
        long id = jobs(1).getFirst();
        try (OutcomeJournal journal = new OutcomeJournal(outcomes, Duration.ofMillis(5), 1000)) {
            assertThat(journal.submit(success(id)).get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
            assertThat(journal.submit(failure(id, "late")).get(20, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void aFullBatchIsWrittenWithoutWaiting() throws Exception {
        List<Long> ids = jobs(10);
        try (OutcomeJournal journal = new OutcomeJournal(outcomes, NEVER, 10)) {
            List<CompletableFuture<Boolean>> recorded = ids.stream().map(id -> journal.submit(success(id))).toList();
            for (CompletableFuture<Boolean> one : recorded) {
                assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void whatWaitsIsWrittenWhenTheJournalIsClosedAndNothingIsTakenAfterwards() {
        List<Long> ids = jobs(25);
        OutcomeJournal journal = new OutcomeJournal(outcomes, NEVER, 10);
        List<CompletableFuture<Boolean>> recorded = ids.stream().map(id -> journal.submit(success(id))).toList();
        journal.close();
        assertThat(recorded).allSatisfy(one -> assertThat(one).isCompletedWithValue(true));
        assertThatThrownBy(() -> journal.submit(success(ids.getFirst()))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("job " + ids.getFirst());
    }

    @Test
    void outcomesOfManyThreadsAreEachOnRecordOnce() throws Exception {
        int threads = 8;
        List<Long> ids = jobs(2_000);
        List<CompletableFuture<Boolean>> recorded = Collections.synchronizedList(new ArrayList<>());
        try (OutcomeJournal journal = new OutcomeJournal(outcomes, Duration.ofMillis(5), 100);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                int first = t;
                pool.submit(() -> {
                    for (int i = first; i < ids.size(); i += threads) {
                        recorded.add(journal.submit(i % 10 == 0 ? failure(ids.get(i), "no") : success(ids.get(i))));
                    }
                });
            }
        }
        assertThat(recorded).hasSize(2_000).allSatisfy(one -> assertThat(one).isCompletedWithValue(true));
        assertThat(queries.counts()).isEqualTo(Map.of(JobState.SUCCEEDED, 1_800L, JobState.FAILED, 200L));
        assertThat(database.sql().number("SELECT COUNT(*) FROM job_attempt")).isEqualTo(200);
    }

    @Test
    void aBatchThatCannotBeWrittenFailsAndMayBeSubmittedAgain() throws Exception {
        List<Long> ids = jobs(3);
        try (OutcomeJournal journal = new OutcomeJournal(outcomes, Duration.ofMillis(5), 3)) {
            database.sql().update("RENAME TABLE job TO job_away");
            List<CompletableFuture<Boolean>> recorded;
            try {
                recorded = ids.stream().map(id -> journal.submit(success(id))).toList();
                for (CompletableFuture<Boolean> one : recorded) {
                    assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS)).hasMessageContaining("job");
                }
            } finally {
                database.sql().update("RENAME TABLE job_away TO job");
            }
            for (long id : ids) {
                assertThat(journal.submit(success(id)).get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void anOutcomeThatNoRowCanHoldFailsAlone() throws Exception {
        List<Long> ids = jobs(8);
        try (OutcomeJournal journal = new OutcomeJournal(outcomes, NEVER, 8)) {
            List<CompletableFuture<Boolean>> recorded = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String digest = i == 5 ? "d".repeat(65) : null;
                recorded.add(journal.submit(new Outcome.Succeeded(
                        new Attempt(ids.get(i), 1, owner, "host", NOW, null, digest), NOW, JobResult.NONE)));
            }
            for (int i = 0; i < 8; i++) {
                CompletableFuture<Boolean> one = recorded.get(i);
                if (i == 5) {
                    assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS)).hasMessageContaining("digest");
                } else {
                    assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
                }
            }
        }
    }

    @Test
    void aLedgerThatIsFarBehindSlowsDownWhoSubmits() throws Exception {
        List<Long> ids = jobs(60);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch locked = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(2);
                OutcomeJournal journal = new OutcomeJournal(outcomes, Duration.ZERO, 5)) {
            pool.submit(() -> database.sql().doInTransaction(() -> {
                database.sql().query("SELECT id FROM job FOR UPDATE", (row, i) -> row.getLong(1));
                locked.countDown();
                awaitUninterrupted(held);
            }));
            locked.await();
            List<CompletableFuture<Boolean>> recorded = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<Void> all = CompletableFuture.runAsync(
                    () -> ids.forEach(id -> recorded.add(journal.submit(success(id)))), pool);
            // One batch is being written, and eight wait.
            org.awaitility.Awaitility.await().until(() -> recorded.size() >= 40);
            assertThat(recorded).hasSizeLessThanOrEqualTo(45);
            assertThat(all).isNotDone();
            held.countDown();
            all.get(30, TimeUnit.SECONDS);
            for (CompletableFuture<Boolean> one : recorded) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Long> jobs(int count) {
        return intake.request(Collections.nCopies(count,
                new NewJob(JobRequest.of("test.echo", Priority.P1, Map.of()), "user:ann", null, "c1")));
    }

    private Outcome success(long id) {
        return new Outcome.Succeeded(attempt(id), NOW, JobResult.NONE);
    }

    private Outcome failure(long id, String message) {
        return new Outcome.Failed(attempt(id), NOW, new JobOutcomes.Failure("java.lang.Error", message, "at x"));
    }

    private Attempt attempt(long id) {
        return new Attempt(id, 1, owner, "host", NOW, null, null);
    }

    private JobState state(long id) {
        return queries.rows(List.of(id)).getFirst().state();
    }
}
