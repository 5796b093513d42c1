package dev.winnow.scheduler;

import dev.winnow.daemon.tracing.NoTracing;
import dev.winnow.db.Database;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobMending;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import dev.winnow.queue.redis.RedisJobQueue;
import dev.winnow.queue.redis.RedisSettings;
import dev.winnow.scheduler.dispatch.JobCounts;
import dev.winnow.scheduler.dispatch.Pusher;
import dev.winnow.scheduler.dispatch.Reconciler;
import dev.winnow.scheduler.lead.Term;
import dev.winnow.scheduler.lead.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Ledger and queue are counted now and then; the test has the minutes go by. */
class QueueCountIT {
    private static final int JOBS = 3000;
    private static final Duration A_MINUTE_AND_MORE = Duration.ofSeconds(61);

    @TempDir
    Path folder;
    private Suite suite;
    private JobQueue queue;
    private Reconciler reconciler;
    private Term term;
    private List<Long> ids;
    private final AtomicLong nanoTime = new AtomicLong();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void fill() {
        suite = new Suite(folder);
        DatabaseSettings migrate = new DatabaseSettings(suite.database.host(), suite.database.port(), suite.database
                .name(), Account.MIGRATE.accountName(), suite.database.password(Account.MIGRATE), "preferred");
        new DatabaseUpgrade(migrate, GrantAccounts.DEFAULT).run();
        ApplicationContext stores = suite.as(Account.SCHEDULER);
        queue = new RedisJobQueue(RedisSettings.standalone(suite.redis.node()));
        JobDispatch ledger = stores.getBean(JobDispatch.class);
        JobCounts counts = new JobCounts();
        counts.bindTo(meters);
        Pusher pusher = new Pusher(ledger, queue, counts, new NoTracing());
        reconciler = new Reconciler(ledger, stores.getBean(JobMending.class), stores.getBean(JobQueries.class), queue,
                pusher, counts, nanoTime::get);
        LeaderLease lease = stores.getBean(LeaderLease.class);
        term = Terms.of(lease, stores.getBean(Database.class), lease.acquire("11111111-1111-1111-1111-111111111111",
                Duration.ofMinutes(10)).orElseThrow());
        List<JobRow> rows = ledger.enqueue(Collections.nCopies(JOBS, new NewJob(JobRequest.of("diagnostic.noop",
                Priority.P1, Map.of()), "user:ada", null, "test")), null);
        pusher.push(rows);
        ids = rows.stream().map(JobRow::id).toList();
        queue.mark("of an earlier leader");
        // Nothing looks settled, so that only counting can find anything.
        queuedAt("UTC_TIMESTAMP(3) + INTERVAL 1 DAY");
        round();
    }

    @AfterEach
    void stop() {
        queue.close();
        suite.close();
    }

    @Test
    void aQueueThatHoldsFarLessThanTheLedgerForMinutesIsComparedInFullAndFilledAgain() {
        queue.remove(ids.subList(0, 2000));
        round();
        assertThat(losses()).as("it may be a moment's difference").isZero();
        round();
        assertThat(losses()).isZero();
        round();
        assertThat(losses()).as("counted three times, for minutes").isEqualTo(1);

        queuedAt("UTC_TIMESTAMP(3) - INTERVAL 1 DAY");
        round();

        assertThat(queue.find(ids).values()).containsOnly(Presence.WAITING);
        assertThat(queue.lanes().get(Priority.P1.ordinal()).depth()).isEqualTo(JOBS);
        assertThat(meters.get("winnow.queue.mended").tag("what", "push").functionCounter().count()).isEqualTo(2000);
        round();
        round();
        round();
        assertThat(losses()).isEqualTo(1);
    }

    @Test
    void aQueueThatHoldsFarMoreThanTheLedgerIsNoticedAndWhatIsFinishedIsTakenOut() {
        suite.as(Account.SCHEDULER).getBean(Database.class).update("UPDATE job SET state = 'cancelled', finished_at = "
                + "UTC_TIMESTAMP(3)");
        round();
        round();
        round();
        assertThat(losses()).isEqualTo(1);

        round();

        assertThat(queue.find(ids).values()).as("more than one look back is needed").containsOnly(Presence.ABSENT);
    }

    @Test
    void aDifferenceAsWorkMakesItIsNoLossAndIsMendedByAndBy() {
        queue.remove(ids.subList(0, 500));
        for (int minute = 0; minute < 6; minute++) {
            round();
        }
        assertThat(losses()).isZero();
        assertThat(queue.find(ids).values()).contains(Presence.ABSENT);

        queuedAt("UTC_TIMESTAMP(3) - INTERVAL 1 DAY");
        for (int minute = 0; minute < 4; minute++) {
            round();
        }
        assertThat(queue.find(ids).values()).containsOnly(Presence.WAITING);
        assertThat(losses()).isZero();
    }

    private double losses() {
        return meters.get("winnow.queue.losses").functionCounter().count();
    }

    /** A round a minute later. */
    private void round() {
        nanoTime.addAndGet(A_MINUTE_AND_MORE.toNanos());
        reconciler.round(term);
    }

    private void queuedAt(String when) {
        suite.as(Account.SCHEDULER).getBean(Database.class).update("UPDATE job SET queued_at = " + when);
    }
}
