package dev.winnow.bench.support;

import dev.winnow.db.Connections;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A database with the schema and the grants, and what works on it under the daemons' own accounts, without TLS. */
public final class BenchDatabase implements AutoCloseable {
    private final TestDatabase database;
    private final Map<Account, AnnotationConfigApplicationContext> contexts = new EnumMap<>(Account.class);

    private BenchDatabase(TestDatabase database) {
        this.database = database;
    }

    /** A new one on the embedded MariaDB of this JVM. */
    public static BenchDatabase fresh() {
        BenchDatabase fresh = new BenchDatabase(TestServers.shared().freshDatabase());
        new DatabaseUpgrade(fresh.settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
        return fresh;
    }

    /** The one that another JVM made, for one account. */
    public static BenchDatabase of(List<String> arguments) {
        Account account = Account.valueOf(arguments.get(3));
        return new BenchDatabase(new TestDatabase(arguments.get(0), Integer.parseInt(arguments.get(1)),
                arguments.get(2), Map.of(account, arguments.get(4))));
    }

    /** The one of a server that belongs to a benchmark; the schema may be another's to make. */
    public static BenchDatabase on(EmbeddedMariaDb server) {
        Map<Account, String> passwords = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            passwords.put(account, server.password(account));
        }
        return new BenchDatabase(new TestDatabase(server.host(), server.port(), EmbeddedMariaDb.DATABASE, passwords));
    }

    /** What another JVM needs for {@link #of}; five of them. */
    public List<String> arguments(Account account) {
        return List.of(database.host(), Integer.toString(database.port()), database.name(), account.name(),
                database.password(account));
    }

    /** The database's name. */
    public String name() {
        return database.name();
    }

    /** A bean that works under this account. */
    public <T> T as(Account account, Class<T> type) {
        return contexts.computeIfAbsent(account, this::context).getBean(type);
    }

    /** A connection of a benchmark's own. */
    public Connection connect(Account account) throws SQLException {
        return Connections.open(settings(account));
    }

    /** Forgets everything that was published. */
    public void forgetPlugins() throws SQLException {
        empty(List.of("plugin_blob", "plugin_file", "plugin_content", "generation_plugin", "plugin_generation"));
    }

    /** Empties these tables. */
    public void empty(List<String> tables) throws SQLException {
        try (Connection connection = connect(Account.MIGRATE); Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute("TRUNCATE TABLE " + table);
            }
        }
    }

    private AnnotationConfigApplicationContext context(Account account) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(DatabaseSettings.class, () -> settings(account));
        context.register(DatabaseConfiguration.class);
        context.refresh();
        return context;
    }

    private DatabaseSettings settings(Account account) {
        return new DatabaseSettings(database.host(), database.port(), database.name(), account.accountName(),
                database.password(account), "disabled");
    }

    @Override
    public void close() {
        contexts.values().forEach(AnnotationConfigApplicationContext::close);
    }
}
