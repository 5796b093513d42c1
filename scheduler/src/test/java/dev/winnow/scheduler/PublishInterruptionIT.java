package dev.winnow.scheduler;

import dev.winnow.db.Database;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.PessimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Publishing that something comes in the way of: another scheduler, a pause longer than the lease, a restart of MySQL. */
class PublishInterruptionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGE = 12 << 20;

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    @Test
    void aLeaderThatIsStoppedPastItsLeaseAndGoesOnPublishesNothing() throws Exception {
        try (LeanSuite suite = new LeanSuite(folder, shared())) {
            Database sql = suite.as(Account.MIGRATE, Database.class);
            writeMany(suite);
            LeanProcess stopped = suite.start(Duration.ofSeconds(3));
            stopped.await("leads");
            awaitFirstBytes(sql);
            stopOutsideOfTheLease(stopped, sql);
            assertThat(suite.as(Account.SCHEDULER, PluginStore.class).current()).isEmpty();
            writeMany(suite);

            LeanProcess other = suite.start(Duration.ofSeconds(30));
            other.await("published 1");
            stopped.signal("CONT");
            stopped.await("lost");

            assertThat(new StoreCheck(sql).verify()).isEqualTo(suite.plugins.content());
            assertThat(sql.number("SELECT COUNT(*) FROM plugin_generation")).isEqualTo(1);
            assertThat(sql.number("SELECT epoch FROM plugin_generation")).isEqualTo(2);
            // It takes the lead again once it is free, and finds that all is done.
            assertThat(stopped.awaitEnd()).isEqualTo("nothing");
            assertThat(sql.number("SELECT COUNT(*) FROM plugin_generation")).isEqualTo(1);
        }
    }

    @Test
    void oneThatIsStoppedInTheMiddleOfATransactionHoldsTheOthersUpForAWhileOnly() throws Exception {
        TestDatabase database = TestServers.shared().freshDatabase();
        try (LeanSuite suite = new LeanSuite(folder, on(database))) {
            suite.plugins.write("one", 0, 8 * LARGE, random);
            LeanProcess stopped = suite.start(Duration.ofSeconds(3));
            stopped.await("leads");
            awaitOpenTransaction(database);
            stopped.signal("STOP");

            // The very same bytes: the other must wait until the server ends the silent connection.
            LeanProcess other = suite.start(Duration.ofSeconds(60));
            other.await("published 1");
            stopped.signal("CONT");

            assertThat(stopped.awaitEnd()).isEqualTo("nothing");
            Database sql = suite.as(Account.MIGRATE, Database.class);
            assertThat(new StoreCheck(sql).verify()).isEqualTo(suite.plugins.content());
            assertThat(sql.number("SELECT COUNT(*) FROM plugin_generation")).isEqualTo(1);
        }
    }

    /** Not in the moment in which it renews its lease: the others would have to wait for that transaction's end. */
    private static void stopOutsideOfTheLease(LeanProcess process, Database sql) throws Exception {
        process.signal("STOP");
        while (!isFree(sql)) {
            process.signal("CONT");
            Thread.sleep(20);
            process.signal("STOP");
        }
    }

    private static boolean isFree(Database sql) {
        try {
            return sql.inTransaction(() -> sql.number("SELECT epoch FROM leader_lease FOR UPDATE NOWAIT") > 0);
        } catch (PessimisticLockingFailureException held) {
            return false;
        }
    }

    /**
     * A large file is one transaction; only the server's superuser sees it before it ends. The server makes that list anew
     * only when nobody has read it for 100 ms.
     */
    private static void awaitOpenTransaction(TestDatabase database) throws SQLException {
        try (Connection connection = TestServers.shared().connectAsSuperuser(database.name());
                Statement statement = connection.createStatement()) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(120)).until(() -> {
                try (ResultSet row = statement.executeQuery(
                        "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_rows_modified > 2")) {
                    return row.next() && row.getInt(1) > 0;
                }
            });
        }
    }

    @Test
    void twoSchedulersThatStartAtOnceOnAChangedFolderPublishItOnce() throws Exception {
        try (LeanSuite suite = new LeanSuite(folder, shared())) {
            writeMany(suite);
            LeanProcess one = suite.start(Duration.ofSeconds(30));
            LeanProcess two = suite.start(Duration.ofSeconds(30));

            assertThat(List.of(one.awaitEnd(), two.awaitEnd())).containsExactlyInAnyOrder("published 1",
                    "nothing");

            Database sql = suite.as(Account.MIGRATE, Database.class);
            assertThat(new StoreCheck(sql).verify()).isEqualTo(suite.plugins.content());
            assertThat(sql.number("SELECT COUNT(*) FROM plugin_generation")).isEqualTo(1);
        }
    }

    @Test
    void aRestartOfMySqlInTheMiddleDelaysThePublishAndBreaksNoPlugin() throws Exception {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.builder().dataFolder(folder.resolve("data")).start();
                LeanSuite suite = new LeanSuite(folder, account -> new DatabaseSettings(server.host(), server.port(),
                        EmbeddedMariaDb.DATABASE, account.accountName(), server.password(account), "disabled"))) {
            writeMany(suite);
            LeanProcess scheduler = suite.start(Duration.ofSeconds(15));
            scheduler.await("leads");
            awaitFirstBytes(suite.as(Account.MIGRATE, Database.class));

            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            server.onExit().join();
            server.start();

            assertThat(scheduler.awaitEnd()).isEqualTo("published 1");
            Database sql = suite.as(Account.MIGRATE, Database.class);
            // All of them are active: that MySQL went away is no plugin's fault.
            assertThat(new StoreCheck(sql).verify()).isEqualTo(suite.plugins.content());
            assertThat(suite.as(Account.SCHEDULER, PluginWarnings.class).open()).isEmpty();
        }
    }

    private static Function<Account, DatabaseSettings> shared() {
        return on(TestServers.shared().freshDatabase());
    }

    private static Function<Account, DatabaseSettings> on(TestDatabase database) {
        return account -> new DatabaseSettings(database.host(), database.port(), database.name(), account.accountName(),
                database.password(account), "disabled");
    }

    private void writeMany(LeanSuite suite) {
        for (int i = 0; i < 4; i++) {
            suite.plugins.write("p" + i, 60, LARGE, random);
        }
    }

    private static void awaitFirstBytes(Database sql) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> sql.number(
                "SELECT COUNT(*) FROM plugin_blob") > 3);
    }
}
