package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is said of a job while another transaction changes its row: it waits for that one's end, and counts. A worker is
 * quicker than the dispatcher's commit where a disk is slow, since a job is pushed before it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobRacesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING = """
        SELECT COUNT(*) FROM information_schema.innodb_trx t JOIN information_schema.processlist p
            ON p.id = t.trx_mysql_thread_id
        WHERE t.trx_state = 'LOCK WAIT' AND p.db = '%s'""";

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobIntake intake = database.as(Account.INTERFACE, JobIntake.class);
    private final JobOutcomes outcomes = database.as(Account.WORKER, JobOutcomes.class);
    private final JobEndings endings = database.as(Account.SCHEDULER, JobEndings.class);
    private final JobQueries queries = database.as(Account.INTERFACE, JobQueries.class);
    private final String owner = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        for (String table : List.of("job", "job_detail", "job_attempt", "job_cancel")) {
            database.sql().update("DELETE FROM " + table);
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aSuccessThatIsSaidBeforeItsPushIsCommittedCounts() {
        long id = ask();

        assertThat(whileItIsDispatched(() -> outcomes.record(List.of(new Outcome.Succeeded(attempt(id), database.sql()
                .now(), JobResult.NONE))))).as("refused").isEmpty();
        assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aFailureThatIsSaidBeforeItsPushIsCommittedCounts() {
        long id = ask();

        assertThat(whileItIsDispatched(() -> outcomes.record(List.of(new Outcome.Failed(attempt(id), database.sql()
                .now(), new JobOutcomes.Failure("java.io.IOException", "no route", "")))))).as("refused").isEmpty();
        assertThat(state(id)).isEqualTo(JobState.FAILED);
    }

    @Test
    void aJobThatBeginsBeforeItsPushIsCommittedRuns() {
        long id = ask();

        assertThat(whileItIsDispatched(() -> outcomes.begin(List.of(attempt(id))))).containsOnlyKeys(id);
        assertThat(state(id)).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aJobThatIsCalledOffWhileItIsDispatchedIsCalledOff() {
        long id = ask();

        assertThat(whileItIsDispatched(() -> endings.callOff(List.of(id), "user:ann"))).containsExactly(id);
        assertThat(endings.calledOff(0, 10)).containsExactly(id);
    }

    @Test
    void aJobThatIsCancelledWhileItIsDispatchedEndsOnce() {
        long id = ask();
        endings.callOff(List.of(id), "user:ann");

        whileItIsDispatched(() -> {
            database.as(Account.SCHEDULER, Database.class).doInTransaction(() -> endings.cancel(endings.lock(List.of(
                    id)).keySet()));
            return id;
        });
        assertThat(state(id)).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aJobThatIsAskedForAgainWhileItsEndIsWrittenIsAskedFor() {
        long id = ask();
        Database worker = database.as(Account.WORKER, Database.class);

        CompletableFuture<List<Long>> retried = worker.inTransaction(() -> {
            outcomes.record(List.of(new Outcome.Failed(attempt(id), database.sql().now(), new JobOutcomes.Failure(
                    "java.io.IOException", "no route", ""))));
            return waiting(() -> endings.retry(List.of(id)));
        });
        assertThat(retried.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .containsExactly(id);
        assertThat(state(id)).isEqualTo(JobState.REQUESTED);
    }

    /** What this answers, which is begun when the job is pushed and waits for the commit. */
    private <T> T whileItIsDispatched(Supplier<T> work) {
        JobDispatch dispatch = new JobDispatch(database.as(Account.SCHEDULER, Database.class), database.as(
                Account.SCHEDULER, JobLedger.class), InstantSource.system());
        CompletableFuture<CompletableFuture<T>> begun = new CompletableFuture<>();
        assertThat(dispatch.takeDue(10, null, 0, jobs -> begun.complete(waiting(work)))).hasSize(1);
        return begun.join().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Begins this in another thread, and returns once it waits for a lock. */
    private <T> CompletableFuture<T> waiting(Supplier<T> work) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(work);
        String sql = WAITING.formatted(database.testDatabase().name());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            // A new connection each time: the server keeps what it said of locks for a moment.
            try (Connection connection = TestServers.shared().connectAsSuperuser("mysql");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() && row.getInt(1) == 1;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return answer;
    }

    private long ask() {
        return intake.request(List.of(new NewJob(JobRequest.of("test.echo", Priority.P0, Map.of()), "user:ann", null,
                "c1"))).getFirst();
    }

    private Attempt attempt(long id) {
        return new Attempt(id, 1, owner, "host", database.sql().now(), null, null);
    }

    private JobState state(long id) {
        return queries.find(id).orElseThrow().row().state();
    }
}
