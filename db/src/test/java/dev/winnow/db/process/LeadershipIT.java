package dev.winnow.db.process;

import dev.winnow.db.Database;
import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeadershipIT {
    private static final Duration TERM = Duration.ofSeconds(30);

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final LeaderLease lease = database.as(Account.SCHEDULER, LeaderLease.class);
    private final Database scheduler = database.as(Account.SCHEDULER, Database.class);
    private final String one = UUID.randomUUID().toString();
    private final String two = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        database.sql().update("DELETE FROM leader_lease");
        database.sql().update("DELETE FROM process");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void oneLeadsUntilItEndsOrExpires() {
        LeaderLease.Held first = lease.acquire(one, TERM).orElseThrow();
        assertThat(first.epoch()).isEqualTo(1);
        assertThat(lease.acquire(two, TERM)).isEmpty();
        assertThat(lease.acquire(one, TERM)).as("prolonged in the same epoch").contains(first);
        lease.release(first);
        LeaderLease.Held second = lease.acquire(two, TERM).orElseThrow();
        assertThat(second.epoch()).isEqualTo(2);
        lease.release(first);
        assertThat(lease.acquire(one, TERM)).as("a late release ends nothing").isEmpty();
        database.sql().update("UPDATE leader_lease SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND");
        assertThat(lease.acquire(one, TERM).orElseThrow().epoch()).isEqualTo(3);
    }

    @Test
    void whoLostTheLeadWritesNothing() {
        LeaderLease.Held first = lease.acquire(one, TERM).orElseThrow();
        scheduler.doInTransaction(() -> lease.check(first));
        lease.release(first);
        lease.acquire(two, TERM);
        assertThatThrownBy(() -> scheduler.doInTransaction(() -> lease.check(first)))
                .isInstanceOf(LeadershipLostException.class).hasMessageContaining(two);
        assertThatThrownBy(() -> lease.check(first)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside of a transaction");
    }

    @Test
    void ofManyWhoWantTheLeadOneGetsIt() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Optional<LeaderLease.Held>>> wanting = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                wanting.add(pool.submit(() -> lease.acquire(UUID.randomUUID().toString(), TERM)));
            }
            int leaders = 0;
            for (Future<Optional<LeaderLease.Held>> one : wanting) {
                leaders += one.get().isPresent() ? 1 : 0;
            }
            assertThat(leaders).isEqualTo(1);
        }
    }

    @Test
    void eachDaemonKeepsItsRowAndDeadOnesAreNotListed() {
        ProcessTable processes = database.as(Account.WORKER, ProcessTable.class);
        Instant started = Instant.parse("2026-01-02T03:04:05.678Z");
        ProcessRow row = new ProcessRow(one, "worker", "host", 42, "1.0", "starting", false, null, "p0,p1", 16, 0, 8102,
                started, started);
        processes.save(row);
        processes.save(
                new ProcessRow(one, "worker", "host", 42, "1.0", "ready", false, 7L, "p0,p1", 16, 3, 8102, started,
                        started));
        database.as(Account.SCHEDULER, ProcessTable.class).save(new ProcessRow(two, "scheduler", "host", 43, "1.0",
                "settled", true, 7L, "", 0, 0, 8101, started, started));
        List<ProcessRow> live = database.as(Account.INTERFACE, ProcessTable.class).live();
        assertThat(live).extracting(ProcessRow::kind).containsExactly("scheduler", "worker");
        assertThat(live.getLast()).satisfies(worker -> {
            assertThat(worker.state()).isEqualTo("ready");
            assertThat(worker.generation()).isEqualTo(7);
            assertThat(worker.startedAt()).isEqualTo(started);
            assertThat(worker.heartbeatAt()).isAfter(Instant.now().minusSeconds(20))
                    .isBefore(Instant.now().plusSeconds(20));
        });
        assertThat(live.getFirst().leading()).isTrue();
        database.sql().update("UPDATE process SET heartbeat_at = heartbeat_at - INTERVAL 25 HOUR WHERE id = ?", one);
        assertThat(processes.live()).hasSize(1);
        assertThat(processes.removeDead()).isEqualTo(1);
        processes.remove(two);
        assertThat(processes.live()).isEmpty();
    }
}
