package dev.winnow.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedMariaDbIT {
    @TempDir
    Path folder;

    @Test
    void aKeptDataFolderIsThereAtTheSecondStartWithANewPassword() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedMariaDb first = EmbeddedMariaDb.builder().dataFolder(data).password(Account.MIGRATE, "o'ne\\")
                .start(); Connection connection = connect(first, Account.MIGRATE)) {
            run(connection, "CREATE TABLE kept (id INT)");
            run(connection, "INSERT INTO kept VALUES (42)");
        }
        try (EmbeddedMariaDb second = EmbeddedMariaDb.builder().dataFolder(data).start();
                Connection connection = connect(second, Account.MIGRATE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
            assertThat(second.password(Account.MIGRATE)).isNotEqualTo("o'ne\\");
        }
    }

    @Test
    void anAccountHasOnlyWhatMigrateGrantsIt() throws Exception {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.builder().start()) {
            assertThatThrownBy(() -> connect(server, Account.WORKER)).isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
            try (Connection migrate = connect(server, Account.MIGRATE)) {
                run(migrate, "CREATE TABLE a (id INT)");
                run(migrate, "CREATE TABLE b (id INT)");
                run(migrate, "GRANT SELECT ON a TO 'winnow_worker'@'%'");
            }
            try (Connection worker = connect(server, Account.WORKER)) {
                run(worker, "SELECT * FROM a");
                assertThatThrownBy(() -> run(worker, "SELECT * FROM b")).hasMessageContaining("denied");
                assertThatThrownBy(() -> run(worker, "INSERT INTO a VALUES (1)")).hasMessageContaining("denied");
            }
        }
    }

    @Test
    void withoutACertificateNoTlsIsOfferedForMakingOneIsSlow() throws Exception {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.builder().start();
                Connection connection = connect(server, Account.MIGRATE);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SHOW VARIABLES LIKE 'have_ssl'")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(2)).isEqualTo("DISABLED");
        }
    }

    @Test
    void nobodySignsInAsRootOverTheNetwork() {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.builder().start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("mysql"), "root", ""))
                    .isInstanceOf(SQLException.class).hasMessageContaining("Access denied");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("mysql"), "", ""))
                    .isInstanceOf(SQLException.class).hasMessageContaining("Access denied");
        }
    }

    @Test
    void aTakenPortIsAnErrorWithTheEndOfTheLog() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedMariaDb server = EmbeddedMariaDb.builder().port(taken.getLocalPort()).build()) {
            assertThatThrownBy(server::start).isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort())).hasMessageContaining("in use");
        }
    }

    @Test
    void closingLeavesNoProcessAndNoTemporaryFile() {
        Path log = folder.resolve("mariadb.log");
        EmbeddedMariaDb server = EmbeddedMariaDb.builder().logFile(log).start();
        long pid = server.pid();
        assertThat(ProcessHandle.of(pid)).isPresent();
        server.close();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        assertThat(log).content().contains("Shutdown complete");
        assertThat(Files.exists(log)).isTrue();
    }

    private static Connection connect(EmbeddedMariaDb server, Account account) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(EmbeddedMariaDb.DATABASE), account.accountName(),
                server.password(account));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
