package dev.winnow.cli.local;

import dev.winnow.cli.api.CliException;
import dev.winnow.daemon.doctor.Login;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.people.Role;
import dev.winnow.db.schema.DatabaseAccount;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The first user without the API, on a real database. */
class FirstUserIT {
    private final TestDatabase database = TestServers.shared().freshDatabase();

    @Test
    void theFirstOneMaySignInAndIsOnRecordAndASecondOneIsRefused() throws SQLException {
        new DatabaseUpgrade(settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
        FirstUser first = new FirstUser(List.of(login()));

        assertThat(first.isPossible()).isTrue();
        first.add("ada", "a-long-password", Role.ADMIN);

        assertThat(PasswordEncoderFactories.createDelegatingPasswordEncoder().matches("a-long-password", text(
                "SELECT password_hash FROM app_user WHERE name = 'ada' AND LOWER(role) = 'admin'"))).isTrue();
        assertThat(text("SELECT target FROM audit_event WHERE actor = 'winnow users add'")).isEqualTo("user:ada");
        assertThatThrownBy(() -> first.add("eve", "a-long-password", Role.ADMIN)).isInstanceOfSatisfying(
                CliException.class, e -> assertThat(e.exitCode()).isEqualTo(CliException.USAGE))
                .hasMessageContaining("there are users already");
        assertThat(text("SELECT COUNT(*) FROM app_user")).isEqualTo("1");
    }

    @Test
    void aDatabaseWithoutASchemaIsNamedInsteadOfWaitedFor() {
        assertThatThrownBy(() -> new FirstUser(List.of(login())).add("ada", "a-long-password", Role.ADMIN))
                .isInstanceOf(CliException.class).hasMessageContaining("winnow db upgrade");
    }

    private Login login() {
        return new Login(DatabaseAccount.INTERFACE_SERVER, settings(Account.INTERFACE), "a test");
    }

    private DatabaseSettings settings(Account account) {
        return new DatabaseSettings(database.host(), database.port(), database.name(), account.accountName(),
                database.password(account), "preferred");
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.connect(Account.MIGRATE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
