package dev.winnow.bench.plugins;

import dev.winnow.embedded.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What the embedded MariaDB counts: rows written by table, bytes that it was sent. */
final class ServerCounts implements AutoCloseable {
    private final Connection connection;
    private final String database;

    ServerCounts(String database) throws SQLException {
        this.database = database;
        this.connection = TestServers.shared().connectAsSuperuser(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL userstat = 1");
        }
    }

    /** Rows inserted, changed or deleted since the server began to count, by table. */
    Map<String, Long> rowsWritten() throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("SELECT TABLE_NAME, ROWS_CHANGED FROM"
                        + " information_schema.TABLE_STATISTICS WHERE TABLE_SCHEMA = '" + database + "'")) {
            while (counted.next()) {
                rows.put(counted.getString(1), counted.getLong(2));
            }
        }
        return rows;
    }

    /** Bytes that all clients have sent. */
    long bytesReceived() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Bytes_received'")) {
            status.next();
            return status.getLong(2);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
