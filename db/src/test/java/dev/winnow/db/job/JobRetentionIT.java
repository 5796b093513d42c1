package dev.winnow.db.job;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Old jobs go, with all that is theirs; nothing else does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobRetentionIT {
    private static final List<String> BESIDE = List.of("job_detail", "job_attempt", "job_log", "job_progress",
            "job_result", "job_expiry", "job_limit", "job_wait", "job_cancel", "job_batch", "job_batch_member");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final JobIntake intake = database.as(Account.INTERFACE, JobIntake.class);
    private final JobRetention retention = database.as(Account.WORKER, JobRetention.class);
    private final AtomicInteger ids = new AtomicInteger();

    @BeforeEach
    void empty() {
        BESIDE.forEach(table -> database.sql().update("DELETE FROM " + table));
        database.sql().update("DELETE FROM job");
        database.sql().update("DELETE FROM job_key");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void eachStateIsKeptForItsTime() {
        for (JobState state : JobState.values()) {
            for (int days : new int[]{1, 8, 31}) {
                job(state, days, days);
            }
        }
        JobRetention.Removed removed = retention.remove(WEEK, MONTH, () -> true);
        assertThat(removed).isEqualTo(new JobRetention.Removed(2, 4, 0, 0, true));
        assertThat(database.sql().query("SELECT CONCAT(state, ' ', COUNT(*)) FROM job GROUP BY state ORDER BY state",
                (row, i) -> row.getString(1))).containsExactly("cancelled 2", "dead 2", "expired 2", "failed 2",
                        "queued 3", "requested 3", "retrying 3", "running 3", "succeeded 1");
    }

    @Test
    void aJobThatRanForLongIsAsOldAsItsEnd() {
        long late = job(JobState.SUCCEEDED, 40, 1);
        assertThat(retention.remove(WEEK, MONTH, () -> true).succeeded()).isZero();
        assertThat(exists(late)).isTrue();
    }

    @Test
    void allThatIsAJobsGoesWithIt() {
        long old = job(JobState.SUCCEEDED, 10, 10);
        long fresh = job(JobState.SUCCEEDED, 1, 1);
        beside(old);
        beside(fresh);
        database.sql().update("UPDATE job SET traits = 1");
        assertThat(retention.remove(WEEK, MONTH, () -> true).succeeded()).isEqualTo(1);
        for (String table : BESIDE) {
            String column = table.equals("job_batch") ? "id" : "job_id";
            assertThat(database.sql().query("SELECT " + column + " FROM " + table, (row, i) -> row.getLong(1)))
                    .as(table).containsOnly(fresh);
        }
    }

    @Test
    void membersOfAnOpenBatchAndPredecessorsOfAWaitingJobStay() {
        long member = job(JobState.FAILED, 90, 90);
        database.sql().update("INSERT INTO job_batch (id, total, created_at) VALUES (5, 2, UTC_TIMESTAMP(3))");
        database.sql().update("INSERT INTO job_batch_member VALUES (5, ?)", member);
        long completion = job(JobState.REQUESTED, 90, null);
        database.sql().update("UPDATE job SET id = 5 WHERE id = ?", completion);
        long predecessor = job(JobState.SUCCEEDED, 90, 90);
        long successor = job(JobState.REQUESTED, 90, null);
        database.sql().update("INSERT INTO job_wait VALUES (?, 'job', ?, 'waits', UTC_TIMESTAMP(3))", successor,
                predecessor);
        assertThat(retention.remove(WEEK, MONTH, () -> true)).isEqualTo(new JobRetention.Removed(0, 0, 0, 0, true));
        assertThat(exists(member) && exists(predecessor)).isTrue();

        database.sql().update("UPDATE job_batch SET finished_at = UTC_TIMESTAMP(3)");
        database.sql().update("DELETE FROM job_wait");
        assertThat(retention.remove(WEEK, MONTH, () -> true)).isEqualTo(new JobRetention.Removed(1, 1, 0, 0, true));
    }

    @Test
    void whatIsLeftOfJobsThatAreGoneIsCollectedOnceTheyWouldBeOld() {
        long gone = TimeOrderedIds.firstAt(Instant.now().minus(Duration.ofDays(50))) + 1;
        long goneToday = TimeOrderedIds.firstAt(Instant.now().minus(Duration.ofHours(1))) + 1;
        beside(gone);
        beside(goneToday);
        JobRetention.Removed removed = retention.remove(WEEK, MONTH, () -> true);
        assertThat(removed.orphans()).isEqualTo(BESIDE.size());
        for (String table : BESIDE) {
            assertThat(database.sql().number("SELECT COUNT(*) FROM " + table)).as(table).isEqualTo(1);
        }
    }

    @Test
    void keysGoWhenTheyHaveExpired() {
        database.sql().update("INSERT INTO job_key VALUES ('unique:a', 1, UTC_TIMESTAMP(3) - INTERVAL 1 SECOND), "
                + "('unique:b', 2, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)");
        assertThat(retention.remove(WEEK, MONTH, () -> true).keys()).isEqualTo(1);
        assertThat(database.sql().query("SELECT job_key FROM job_key", (row, i) -> row.getString(1)))
                .containsExactly("unique:b");
    }

    @Test
    void itStopsBetweenTwoSmallTransactionsAndGoesOnTheNextTime() {
        database.sql().update("""
            INSERT INTO job (id, type, priority, state, created_at, available_at, finished_at)
            SELECT seq + 1000, 'test.old', MOD(seq, 3), 'succeeded', UTC_TIMESTAMP(3) - INTERVAL 9 DAY,
                UTC_TIMESTAMP(3) - INTERVAL 9 DAY, UTC_TIMESTAMP(3) - INTERVAL 9 DAY
            FROM (SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n AS seq FROM %1$s a, %1$s b, %1$s c, %1$s d) numbers"""
                .formatted("(SELECT 0 n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 "
                        + "UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)"));
        long all = database.sql().number("SELECT COUNT(*) FROM job");
        assertThat(all).isEqualTo(10_000);
        AtomicInteger asked = new AtomicInteger();
        JobRetention.Removed first = retention.remove(WEEK, MONTH, () -> asked.incrementAndGet() < 10);
        assertThat(first.complete()).isFalse();
        assertThat(first.succeeded()).isBetween(1_000L, 4_000L);
        assertThat(database.sql().number("SELECT COUNT(*) FROM job")).isEqualTo(all - first.succeeded());
        JobRetention.Removed second = retention.remove(WEEK, MONTH, () -> true);
        assertThat(second.complete()).isTrue();
        assertThat(first.succeeded() + second.succeeded()).isEqualTo(all);
    }

    private long job(JobState state, int availableDaysAgo, @Nullable Integer finishedDaysAgo) {
        long id = intake.request(List.of(new NewJob(JobRequest.of("test.echo", Priority.values()[ids
                .incrementAndGet() % 3], Map.of()), "user:ann", null, "c1"))).getFirst();
        database.sql().update("UPDATE job SET state = ?, available_at = UTC_TIMESTAMP(3) - INTERVAL ? DAY, "
                + "finished_at = UTC_TIMESTAMP(3) - INTERVAL ? DAY WHERE id = ?", state.code(), availableDaysAgo,
                state.isFinished() ? finishedDaysAgo : null, id);
        return id;
    }

    private void beside(long id) {
        for (String insert : List.of("job_detail (job_id) VALUES (?)",
                "job_attempt (job_id, attempt, owner, host, started_at) VALUES (?, 1, '', '', UTC_TIMESTAMP(3))",
                "job_log VALUES (?, 1, 1, UTC_TIMESTAMP(3), 'info', 'line')",
                "job_progress VALUES (?, 1, 1, 2, 'half', UTC_TIMESTAMP(3))", "job_result VALUES (?, '{}')",
                "job_expiry VALUES (?, UTC_TIMESTAMP(3))", "job_limit (job_id, concurrency_key) VALUES (?, 'k')",
                "job_wait VALUES (?, 'handler', NULL, 'why', UTC_TIMESTAMP(3))",
                "job_cancel VALUES (?, 'user:ann', UTC_TIMESTAMP(3))",
                "job_batch (id, total, created_at, finished_at) VALUES (?, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))")) {
            database.sql().update("INSERT INTO " + insert, id);
        }
        database.sql().update("INSERT INTO job_batch_member VALUES (?, ?)", id, id);
    }

    private boolean exists(long id) {
        return database.sql().number("SELECT COUNT(*) FROM job WHERE id = ?", id) > 0;
    }
}
