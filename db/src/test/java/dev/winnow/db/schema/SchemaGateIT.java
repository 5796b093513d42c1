package dev.winnow.db.schema;

import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaGateIT {
    private final TestDatabase database = TestServers.shared().freshDatabase();
    private final DatabaseSettings worker = MigratedDatabase.settings(database, Account.WORKER);
    private final DatabaseUpgrade upgrade = new DatabaseUpgrade(
            MigratedDatabase.settings(database, Account.MIGRATE), GrantAccounts.DEFAULT);

    @Test
    void theNeededVersionIsThatOfTheLastMigration() throws Exception {
        File folder = Path.of(Objects.requireNonNull(getClass().getResource("/db/migration")).toURI()).toFile();
        assertThat(Arrays.stream(Objects.requireNonNull(folder.list())).sorted().toList().getLast())
                .startsWith("V" + SchemaGate.NEEDED + "__");
    }

    @Test
    void aDatabaseWithoutGrantsIsBehindAndSaysWhatToDo() {
        try (SchemaGate gate = new SchemaGate(worker)) {
            SchemaState state = gate.await(Duration.ZERO);
            assertThat(state).isEqualTo(new SchemaState.Behind("", SchemaGate.NEEDED));
            assertThat(gate.sentence(state)).contains("winnow db upgrade", database.name());
        }
    }

    @Test
    void anUpgradeMakesItCurrentAndASecondOneChangesNothing() {
        assertThat(upgrade.run().migrations()).isEqualTo(Integer.parseInt(SchemaGate.NEEDED));
        assertThat(upgrade.run()).isEqualTo(new DatabaseUpgrade.Result(SchemaGate.NEEDED, 0));
        try (SchemaGate gate = new SchemaGate(worker)) {
            assertThat(gate.state()).isEqualTo(new SchemaState.Current(SchemaGate.NEEDED));
        }
    }

    @Test
    void aNewerSchemaIsUsable() throws Exception {
        upgrade.run();
        try (Connection connection = database.connect(Account.MIGRATE); Statement sql = connection.createStatement()) {
            sql.execute("UPDATE flyway_schema_history SET version = '999'");
        }
        try (SchemaGate gate = new SchemaGate(worker)) {
            assertThat(gate.state()).isEqualTo(new SchemaState.Ahead("999", SchemaGate.NEEDED));
            assertThat(gate.state().isUsable()).isTrue();
        }
    }

    @Test
    void waitingEndsWithTheUpgrade() throws Exception {
        try (SchemaGate gate = new SchemaGate(worker)) {
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(gate::awaitReady);
            upgrade.run();
            waiting.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void waitingEndsWithTheProcess() {
        SchemaGate gate = new SchemaGate(worker);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(gate::awaitReady);
        gate.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasMessageContaining("asked to stop");
    }

    @Test
    void aRefusedPasswordIsASentenceWithoutIt() {
        DatabaseSettings wrong = new DatabaseSettings(worker.host(), worker.port(), worker.name(), worker.username(),
                "tops3cret", worker.tls());
        try (SchemaGate gate = new SchemaGate(wrong)) {
            assertThat(gate.sentence(gate.state())).contains("refuses account 'winnow_worker'", "WINNOW_DB_PASSWORD")
                    .doesNotContain("tops3cret").doesNotContain("\n");
        }
        assertThatThrownBy(() -> new DatabaseUpgrade(wrong, GrantAccounts.DEFAULT).run())
                .isInstanceOf(UpgradeException.class).hasMessageContaining("refuses account");
    }

    @Test
    void aServerThatIsNotThereIsASentence() {
        DatabaseSettings nowhere = new DatabaseSettings("127.0.0.1", 1, "winnow", "winnow_worker", "x", "preferred");
        try (SchemaGate gate = new SchemaGate(nowhere)) {
            assertThat(gate.sentence(gate.state())).contains("127.0.0.1:1 cannot be reached", "WINNOW_DB_HOST")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aMissingAccountIsNamed() {
        DatabaseUpgrade toNobody = new DatabaseUpgrade(MigratedDatabase.settings(database, Account.MIGRATE),
                new GrantAccounts("winnow_scheduler", "nobody_at_all", "winnow_interface"));
        assertThatThrownBy(toNobody::run).isInstanceOf(UpgradeException.class)
                .hasMessageContaining("'nobody_at_all'@'%' does not exist").hasMessageContaining("winnow db init");
    }
}
