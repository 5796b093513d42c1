package dev.winnow.daemon;

import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Servers and arguments for a daemon that a test starts in its own JVM. */
final class TestDaemon {
    private final TestDatabase database = TestServers.shared().freshDatabase();
    private final TestRedis redis = TestServers.shared().emptyRedis();
    private final Path cache;

    TestDaemon(Path cache) {
        this.cache = cache;
    }

    void migrate() {
        new DatabaseUpgrade(settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
    }

    DatabaseSettings settings(Account account) {
        return new DatabaseSettings(database.host(), database.port(), database.name(), account.accountName(),
                database.password(account), "preferred");
    }

    /** Changes the published bytes of a plugin's page. */
    void corrupt(String plugin) throws SQLException {
        try (Connection connection = TestServers.shared().connectAsSuperuser(database.name());
                PreparedStatement statement = connection
                        .prepareStatement("UPDATE plugin_blob SET bytes = ? WHERE bytes = ?")) {
            statement.setBytes(1, "evil".getBytes(StandardCharsets.UTF_8));
            statement.setBytes(2, plugin.getBytes(StandardCharsets.UTF_8));
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("no such blob");
            }
        }
    }

    /** Changes what MySQL has on record of a plugin, though not its files. */
    void changeManifest(String plugin, String from, String to) throws SQLException {
        try (Connection connection = TestServers.shared().connectAsSuperuser(database.name());
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE plugin_content SET manifest = REPLACE(manifest, ?, ?) WHERE name = ?")) {
            statement.setString(1, from);
            statement.setString(2, to);
            statement.setString(3, plugin);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("no such content");
            }
        }
    }

    /** Later ones replace earlier ones; Boot would join their values. */
    String[] arguments(Account account, String... more) {
        Map<String, String> arguments = new LinkedHashMap<>();
        Stream.concat(Stream.of("--winnow.db.host=" + database.host(), "--winnow.db.port=" + database.port(),
                "--winnow.db.name=" + database.name(), "--winnow.db.password=" + database.password(account),
                "--winnow.redis.nodes=" + redis.node(), "--winnow.cache.dir=" + cache,
                "--winnow.plugins.wait-seconds=0"), Stream.of(more))
                .forEach(argument -> arguments.put(argument.substring(0, argument.indexOf('=')), argument));
        return arguments.values().toArray(String[]::new);
    }

    static HttpResponse<String> get(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
