package dev.winnow.cli;

import dev.winnow.cli.api.CliException;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.AccountSetup;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code winnow db init} says where the server is not as it should be, by a real one. */
class DbCommandIT {
    private static final AccountSetup SETUP = new AccountSetup("another", "another_migrate", Map.of("another_migrate",
            "s3cret"));

    private final TestDatabase database = TestServers.shared().freshDatabase();

    @Test
    void aWrongPasswordIsAFailureAndNoServerOutOfReach() {
        assertFails(server(database.port(), "wrong"), CliException.FAILED, "does not let the administrator"
                + " 'winnow_migrate' in (", "check --admin-user and the password in the file of --admin-password-file");
    }

    @Test
    void anAdministratorWithoutTheRightsIsToldWhichAreNeeded() {
        assertFails(server(database.port(), database.password(Account.MIGRATE)), CliException.FAILED,
                "'winnow_migrate' lacks a right: it needs CREATE USER", "winnow db init --print");
    }

    @Test
    void aServerThatDoesNotAnswerIsNotReachable() {
        assertFails(server(1, "any"), CliException.UNREACHABLE, "cannot be reached", "check WINNOW_DB_HOST");
    }

    private static void assertFails(DatabaseSettings server, int code, String... words) {
        assertThatThrownBy(() -> DbCommand.apply(SETUP, server)).isInstanceOfSatisfying(CliException.class,
                e -> assertThat(e.exitCode()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    private DatabaseSettings server(int port, String password) {
        return new DatabaseSettings(database.host(), port, database.name(), Account.MIGRATE.accountName(), password,
                "preferred");
    }
}
