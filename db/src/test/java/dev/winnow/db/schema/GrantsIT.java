package dev.winnow.db.schema;

import dev.winnow.db.DatabaseProblems;
import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks the server itself, statement by statement, what each account may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsIT {
    private static final int COLUMN_DENIED = 1143;
    private static final List<String> PLUGIN_CONTENT = List.of("plugin_blob", "plugin_content", "plugin_file",
            "plugin_generation", "generation_plugin");
    private static final List<String> PEOPLE = List.of("app_user", "api_token", "sign_in_link", "audit_event",
            "SPRING_SESSION", "SPRING_SESSION_ATTRIBUTES");
    private static final Map<Account, Privileges.Role> ROLES = Map.of(Account.SCHEDULER, Privileges.Role.SCHEDULER,
            Account.WORKER, Privileges.Role.WORKER, Account.INTERFACE, Privileges.Role.INTERFACE_SERVER);

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<Account, Connection> connections = new LinkedHashMap<>();

    @BeforeAll
    void readTables() throws SQLException {
        try (Connection connection = database.testDatabase().connect(Account.MIGRATE);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT table_name, column_name FROM information_schema.columns "
                        + "WHERE table_schema = '" + database.testDatabase().name()
                        + "' ORDER BY table_name, ordinal_position")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), table -> new ArrayList<>()).add(rows.getString(2));
            }
        }
    }

    @AfterAll
    void close() throws SQLException {
        reconnect();
        database.close();
    }

    @Test
    void everyTableHasALineInTheTableOfPrivileges() {
        assertThat(Privileges.of(Privileges.Role.WORKER).keySet()).isEqualTo(new TreeSet<>(columns.keySet()));
    }

    @Test
    void everyAccountMayDoWithEveryTableExactlyWhatIsWritten() throws SQLException {
        for (Account account : ROLES.keySet()) {
            Map<String, Set<Character>> expected = Privileges.of(ROLES.get(account));
            Map<String, Set<Character>> actual = new LinkedHashMap<>();
            for (String table : expected.keySet()) {
                actual.put(table, allowed(account, table));
            }
            assertThat(actual).as("what %s may do", account).isEqualTo(expected);
        }
    }

    @Test
    void onlyTheSchedulerWritesPluginContentAndNobodyChangesIt() throws SQLException {
        for (String table : PLUGIN_CONTENT) {
            for (Account account : List.of(Account.WORKER, Account.INTERFACE)) {
                assertThat(allowed(account, table)).as("%s on %s", account, table).containsExactly('S');
            }
            assertThat(allowed(Account.SCHEDULER, table)).contains('S', 'I').doesNotContain('U');
        }
    }

    @Test
    void whoSignsInIsKnownToTheInterfaceServerAlone() throws SQLException {
        for (String table : PEOPLE) {
            assertThat(allowed(Account.SCHEDULER, table)).isEmpty();
            assertThat(allowed(Account.WORKER, table)).isEmpty();
        }
        assertThat(allowed(Account.INTERFACE, "audit_event")).containsExactlyInAnyOrder('S', 'I');
        assertThat(allowed(Account.WORKER, "leader_lease")).isEmpty();
        assertThat(allowed(Account.INTERFACE, "leader_lease")).isEmpty();
    }

    @Test
    void aWorkerChangesHowAJobStandsAndNotWhatItIs() throws SQLException {
        Set<String> changeable = new TreeSet<>();
        for (String column : columns.getOrDefault("job", List.of())) {
            if (isAllowed(Account.WORKER, "UPDATE job SET " + column + " = NULL WHERE 1 = 0")) {
                changeable.add(column);
            }
        }
        assertThat(changeable).containsExactlyInAnyOrderElementsOf(
                Privileges.UPDATABLE_COLUMNS.getOrDefault("job", List.of())).doesNotContain("type", "priority", "id");
    }

    @Test
    void whatWasGrantedBesidesIsTakenAway() throws SQLException {
        String name = database.testDatabase().name();
        try (Connection root = TestServers.shared().connectAsSuperuser("mysql");
                Statement sql = root.createStatement()) {
            sql.execute("GRANT ALL PRIVILEGES ON " + name + ".* TO 'winnow_worker'@'%'");
            sql.execute("GRANT INSERT, DELETE, DROP ON " + name + ".plugin_blob TO 'winnow_interface'@'%'");
        }
        reconnect();
        assertThat(isAllowed(Account.WORKER, "DELETE FROM plugin_blob WHERE 1 = 0")).isTrue();
        new DatabaseUpgrade(database.settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
        reconnect();
        assertThat(allowed(Account.WORKER, "plugin_blob")).containsExactly('S');
        assertThat(allowed(Account.INTERFACE, "plugin_blob")).containsExactly('S');
        assertThat(isAllowed(Account.WORKER, "CREATE TABLE mine (id INT)")).isFalse();
        assertThat(isAllowed(Account.WORKER, "INSERT INTO job_log VALUES ()")).isTrue();
    }

    /** The letters of what goes through; a u where some columns can be updated. */
    private Set<Character> allowed(Account account, String table) throws SQLException {
        Set<Character> verbs = new TreeSet<>();
        if (isAllowed(account, "SELECT * FROM " + table + " LIMIT 0")) {
            verbs.add('S');
        }
        if (isAllowed(account, "INSERT INTO " + table + " VALUES ()")) {
            verbs.add('I');
        }
        if (isAllowed(account, "DELETE FROM " + table + " WHERE 1 = 0")) {
            verbs.add('D');
        }
        List<String> all = columns.getOrDefault(table, List.of());
        long updatable = 0;
        for (String column : all) {
            if (isAllowed(account, "UPDATE " + table + " SET " + column + " = NULL WHERE 1 = 0")) {
                updatable++;
            }
        }
        if (updatable > 0) {
            verbs.add(updatable == all.size() ? 'U' : 'u');
        }
        for (String destructive : List.of("TRUNCATE TABLE " + table, "DROP TABLE " + table,
                "ALTER TABLE " + table + " COMMENT 'mine'")) {
            assertThat(isAllowed(account, destructive)).as("%s: %s", account, destructive).isFalse();
        }
        return verbs;
    }

    /** Any other error than a refusal means that the right is there and the statement was nonsense. */
    private boolean isAllowed(Account account, String statement) throws SQLException {
        Connection connection = connections.computeIfAbsent(account, this::connect);
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
            connection.rollback();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            return e.getErrorCode() != DatabaseProblems.TABLE_DENIED && e.getErrorCode() != COLUMN_DENIED
                    && e.getErrorCode() != DatabaseProblems.DATABASE_DENIED;
        }
    }

    /** A server looks up what holds for a whole database when a connection enters it. */
    private void reconnect() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
        connections.clear();
    }

    private Connection connect(Account account) {
        try {
            Connection connection = database.testDatabase().connect(account);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
