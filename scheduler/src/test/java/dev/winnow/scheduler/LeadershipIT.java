package dev.winnow.scheduler;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.scheduler.lead.Leadership;
import dev.winnow.scheduler.lead.Term;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** One leads, the others stand by, and nobody writes who does not lead. */
class LeadershipIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;
    private Suite suite;

    @BeforeEach
    void start() {
        suite = new Suite(folder);
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void ofTwoSchedulersOneLeadsAndTheOtherTakesOverWhenItStops() {
        ConfigurableApplicationContext first = ready();
        ConfigurableApplicationContext second = ready();

        assertThat(leads(first)).isTrue();
        assertThat(leads(second)).isFalse();
        assertThat(second.getBean(Readiness.class).reason()).isEqualTo("standing by");
        await().atMost(PATIENCE).until(() -> rows(second).stream().filter(ProcessRow::leading).count() == 1);

        suite.stop(first);

        await().atMost(Duration.ofSeconds(10)).until(() -> leads(second));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(second)).singleElement()
                .matches(ProcessRow::leading));
    }

    @Test
    void theLeaseOfAKilledLeaderExpiresAndTheStandbyTakesOverAndPublishes() throws SQLException {
        suite.stop(ready());
        LeaderLease lease = suite.as(Account.SCHEDULER).getBean(LeaderLease.class);
        long epoch = lease.acquire("00000000-0000-0000-0000-00000000dead", Duration.ofMinutes(10)).orElseThrow()
                .epoch();
        suite.writePlugin("alpha", "1.0.0");

        ConfigurableApplicationContext standby = ready();
        assertThat(leads(standby)).isFalse();
        assertThat(standby.getBean(PluginStore.class).current()).as("a standby publishes nothing").isEmpty();

        expireSoon();
        await().atMost(PATIENCE).until(() -> leads(standby));
        assertThat(standby.getBean(Leadership.class).term().orElseThrow().held().epoch()).isEqualTo(epoch + 1);
        await().atMost(PATIENCE).until(() -> standby.getBean(PluginStore.class).current().isPresent());
    }

    @Test
    void whoLosesTheLeadWritesNothingMoreAndTakesItAgainWhenItIsFree() throws SQLException {
        ConfigurableApplicationContext context = ready();
        Term term = context.getBean(Leadership.class).term().orElseThrow();
        assertThat(term.write(() -> "written")).isEqualTo("written");

        steal();

        assertThatThrownBy(() -> term.write(() -> "written")).isInstanceOf(LeadershipLostException.class);
        await().atMost(PATIENCE).until(() -> !term.isLive());
        await().atMost(PATIENCE).until(() -> rows(context).stream().noneMatch(ProcessRow::leading));
        assertThat(context.getBean(Readiness.class).isReady()).as("standing by is ready").isTrue();
        expireSoon();
        await().atMost(PATIENCE).until(() -> leads(context));
        assertThat(context.getBean(Leadership.class).term().orElseThrow().held().epoch()).isGreaterThan(
                term.held().epoch());
    }

    private void steal() throws SQLException {
        lease("owner = 'thief', epoch = epoch + 1, expires_at = UTC_TIMESTAMP(3) + INTERVAL 10 MINUTE");
    }

    /** Whoever holds it prolongs it no more, and its time is nearly over. */
    private void expireSoon() throws SQLException {
        lease("expires_at = UTC_TIMESTAMP(3) + INTERVAL 1 SECOND");
    }

    private void lease(String change) throws SQLException {
        try (Connection connection = TestServers.shared().connectAsSuperuser(suite.database.name());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE leader_lease SET " + change);
        }
    }

    private ConfigurableApplicationContext ready() {
        ConfigurableApplicationContext context = suite.startScheduler();
        await().atMost(PATIENCE).until(() -> context.getBean(Readiness.class).isReady());
        assertThat(rows(context)).filteredOn(row -> row.id().equals(context.getBean(ProcessRegistration.class).id()))
                .singleElement().extracting(ProcessRow::state).isEqualTo("settled");
        return context;
    }

    private static boolean leads(ConfigurableApplicationContext context) {
        return context.getBean(Leadership.class).term().isPresent();
    }

    private static List<ProcessRow> rows(ConfigurableApplicationContext context) {
        return context.getBean(ProcessTable.class).live();
    }
}
