package dev.winnow.db.job;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** What is put on record of attempts whose worker was lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostJobsIT {
    private static final int MAX = 3;
    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobDispatch dispatch = database.as(Account.SCHEDULER, JobDispatch.class);
    private final JobOutcomes outcomes = database.as(Account.WORKER, JobOutcomes.class);
    private final JobQueries queries = database.as(Account.INTERFACE, JobQueries.class);
    private final String worker = UUID.randomUUID().toString();

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aCrashIsCountedAlsoWhereTheNextWorkerWasQuickerThanTheRecord() {
        long begun = queued();
        outcomes.begin(List.of(attempt(begun, 2)));
        long finished = queued();
        outcomes.begin(List.of(attempt(finished, 2)));
        outcomes.record(List.of(new Outcome.Succeeded(attempt(finished, 2), START, JobResult.NONE)));

        LostReport report = dispatch.lost(List.of(new LostAttempt(begun, 1, 1), new LostAttempt(finished, 1, 1)), MAX);

        assertThat(report).isEqualTo(new LostReport(List.of(), List.of(), List.of(), List.of(), List.of()));
        for (long id : List.of(begun, finished)) {
            JobDetail job = queries.find(id).orElseThrow();
            assertThat(job.row().attempt()).isEqualTo(2);
            assertThat(job.row().crashes()).isEqualTo(1);
            assertThat(job.attempts().getFirst().outcome()).isEqualTo("crashed");
        }
        assertThat(queries.rows(List.of(begun)).getFirst().state()).isEqualTo(JobState.RUNNING);
        assertThat(queries.rows(List.of(finished)).getFirst().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void theLastCrashIsThatOfAnAttemptWhichHadBegun() {
        long begun = queued();
        outcomes.begin(List.of(attempt(begun, 3)));
        long claimed = queued();

        LostReport report = dispatch.lost(List.of(new LostAttempt(begun, 3, 3), new LostAttempt(claimed, 3, 3)), MAX);

        assertThat(report.dead()).containsExactly(begun);
        assertThat(report.spared()).containsExactly(claimed);
        assertThat(queries.rows(List.of(claimed)).getFirst()).satisfies(row -> {
            assertThat(row.state()).isEqualTo(JobState.QUEUED);
            assertThat(row.attempt()).as("the number is spent").isEqualTo(3);
            assertThat(row.crashes()).isEqualTo(2);
        });
        assertThat(queries.rows(List.of(begun)).getFirst().crashes()).isEqualTo(3);
    }

    private long queued() {
        return dispatch.enqueue(List.of(new NewJob(JobRequest.of("test.echo", Priority.P1, Map.of()), "user:ann", null,
                "c1")), null).getFirst().id();
    }

    private Attempt attempt(long id, int number) {
        return new Attempt(id, number, worker, "host", START, null, null);
    }
}
