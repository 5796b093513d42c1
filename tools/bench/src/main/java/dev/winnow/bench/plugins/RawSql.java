package dev.winnow.bench.plugins;

import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What SQL by itself takes for the bytes of plugins: one connection, the same chunks of 1 MiB, a table like the real one,
 * one transaction a file. It checks nothing and leads nobody.
 */
final class RawSql implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Connection connection;

    RawSql(BenchDatabase database) throws SQLException {
        connection = database.connect(Account.MIGRATE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS raw_blob LIKE plugin_blob");
        }
        connection.setAutoCommit(false);
    }

    /** Forgets what was inserted. */
    void forget() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE TABLE raw_blob");
        }
    }

    void insert(List<PluginContent> plugins) throws IOException, SQLException {
        byte[] buffer = new byte[CHUNK];
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO raw_blob (sha256, chunk, bytes, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))")) {
            for (PluginContent plugin : plugins) {
                for (ContentFile file : plugin.files()) {
                    insert(insert, file, plugin.folder().resolve(file.path()), buffer);
                    connection.commit();
                }
            }
        }
    }

    private static void insert(PreparedStatement insert, ContentFile file, Path path, byte[] buffer)
            throws IOException, SQLException {
        try (InputStream in = Files.newInputStream(path)) {
            int read;
            for (int chunk = 0; (read = in.readNBytes(buffer, 0, CHUNK)) > 0; chunk++) {
                insert.setString(1, file.sha256());
                insert.setInt(2, chunk);
                insert.setBytes(3, read == CHUNK ? buffer : Arrays.copyOf(buffer, read));
                insert.executeUpdate();
            }
        }
    }

    /** Selects the chunks of published files into files of this folder, and sums each up. */
    void select(List<ContentFile> files, Path folder) throws IOException, SQLException, GeneralSecurityException {
        Files.createDirectories(folder);
        try (PreparedStatement select = connection
                .prepareStatement("SELECT bytes FROM plugin_blob WHERE sha256 = ? ORDER BY chunk")) {
            // Connector/J's sign for row by row.
            select.setFetchSize(Integer.MIN_VALUE);
            for (ContentFile file : files) {
                select.setString(1, file.sha256());
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                try (ResultSet rows = select.executeQuery();
                        OutputStream out = Files.newOutputStream(folder.resolve(file.sha256()))) {
                    while (rows.next()) {
                        byte[] bytes = rows.getBytes(1);
                        digest.update(bytes);
                        out.write(bytes);
                    }
                }
                if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
                    throw new IllegalStateException("file " + file.path() + " came back as another one");
                }
            }
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
