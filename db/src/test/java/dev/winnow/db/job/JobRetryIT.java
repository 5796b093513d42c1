package dev.winnow.db.job;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a unique key when its job is asked for once more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobRetryIT {
    private static final String WORKER = "11111111-1111-1111-1111-111111111111";
    private static final Duration HOUR = Duration.ofHours(1);

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobIntake intake = database.as(Account.INTERFACE, JobIntake.class);
    private final JobQueries queries = database.as(Account.INTERFACE, JobQueries.class);
    private final JobEndings endings = database.as(Account.SCHEDULER, JobEndings.class);
    private final JobOutcomes outcomes = database.as(Account.WORKER, JobOutcomes.class);

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aKeyForATimeStaysItsJobsUntilTheTimeIsOver() {
        long id = ask(inWindow("survives", HOUR));
        fail(id);
        assertThat(ask(inWindow("survives", HOUR))).as("finished or not").isEqualTo(id);

        assertThat(endings.retry(List.of(id))).containsExactly(id);

        assertThat(queries.rows(List.of(id)).getFirst().state()).isEqualTo(JobState.REQUESTED);
        assertThat(ask(inWindow("survives", HOUR))).isEqualTo(id);
        assertThat(ask(untilDone("survives"))).as("a key until the end is another one").isNotEqualTo(id);
        succeed(id);
        assertThat(ask(inWindow("survives", HOUR))).isEqualTo(id);
    }

    @Test
    void aJobWhoseTimeIsOverIsRetriedAndHoldsNoKeyAnyMore() {
        long first = ask(inWindow("over", HOUR));
        fail(first);
        endWindow("over");
        long second = ask(inWindow("over", HOUR));
        assertThat(second).isNotEqualTo(first);
        fail(second);
        endWindow("over");

        assertThat(endings.retry(List.of(first, second))).containsExactlyInAnyOrder(first, second);

        long third = ask(inWindow("over", HOUR));
        assertThat(third).isNotIn(first, second);
        assertThat(ask(inWindow("over", HOUR))).isEqualTo(third);
    }

    @Test
    void aJobWhoseKeyAnotherUnfinishedOneHasForItsTimeIsNotRetried() {
        long first = ask(inWindow("taken", HOUR));
        fail(first);
        endWindow("taken");
        long second = ask(inWindow("taken", HOUR));

        assertThat(endings.retry(List.of(first))).isEmpty();
        assertThat(queries.rows(List.of(first)).getFirst().state()).isEqualTo(JobState.FAILED);

        succeed(second);
        assertThat(endings.retry(List.of(first))).as("there is nobody to do it in its place").containsExactly(first);
        assertThat(ask(inWindow("taken", HOUR))).as("the key is the other's for its time").isEqualTo(second);
    }

    @Test
    void aKeyUntilTheEndIsTakenAgainUnlessAnotherHasIt() {
        long first = ask(untilDone("done"));
        fail(first);
        long second = ask(untilDone("done"));
        assertThat(endings.retry(List.of(first))).isEmpty();
        fail(second);

        assertThat(endings.retry(List.of(first, second))).containsExactly(first);
        assertThat(ask(untilDone("done"))).isEqualTo(first);
    }

    @Test
    void aKeyUntilTheStartIsTakenAgainAndEndsWithTheNextStart() {
        long id = ask(JobRequest.of("diagnostic.noop", Priority.P1, Map.of()).withUniqueKey("start",
                UniqueUntil.START));
        fail(id);

        assertThat(endings.retry(List.of(id))).containsExactly(id);
        JobRequest again = JobRequest.of("diagnostic.noop", Priority.P1, Map.of()).withUniqueKey("start",
                UniqueUntil.START);
        assertThat(ask(again)).isEqualTo(id);
        take();
        assertThat(outcomes.begin(List.of(attempt(id)))).containsOnlyKeys(id);
        assertThat(ask(again)).isNotEqualTo(id);
    }

    private static JobRequest inWindow(String key, Duration time) {
        return JobRequest.of("diagnostic.noop", Priority.P1, Map.of()).with(JobOptions.NONE.uniqueFor(key, time));
    }

    private static JobRequest untilDone(String key) {
        return JobRequest.of("diagnostic.noop", Priority.P1, Map.of()).withUniqueKey(key, UniqueUntil.DONE);
    }

    private void endWindow(String key) {
        assertThat(database.sql().update("UPDATE job_key SET expires_at = UTC_TIMESTAMP(3) WHERE job_key = ?",
                "unique:" + key)).isEqualTo(1);
    }

    private long ask(JobRequest request) {
        return intake.request(List.of(new NewJob(request, "user:ada", null, "test"))).getFirst();
    }

    private void fail(long id) {
        end(new Outcome.Failed(attempt(id), Instant.now(), new JobOutcomes.Failure("java.io.IOException", "no", "")));
    }

    private void succeed(long id) {
        end(new Outcome.Succeeded(attempt(id), Instant.now(), JobResult.NONE));
    }

    private void end(Outcome outcome) {
        take();
        outcomes.begin(List.of(outcome.attempt()));
        assertThat(outcomes.record(List.of(outcome))).isEmpty();
    }

    /** As the dispatcher does. */
    private void take() {
        database.as(Account.SCHEDULER, JobDispatch.class).takeDue(100, null);
    }

    /** The next. */
    private Attempt attempt(long id) {
        return new Attempt(id, queries.rows(List.of(id)).getFirst().attempt() + 1, WORKER, "host", Instant.now(), null,
                null);
    }
}
