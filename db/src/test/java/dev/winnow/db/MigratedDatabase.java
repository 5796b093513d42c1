package dev.winnow.db;

import com.mysql.cj.jdbc.Driver;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** A database with the schema and the grants, and each daemon's beans on it under the daemon's own account. */
public final class MigratedDatabase implements AutoCloseable {
    private final TestDatabase database;
    private final Map<String, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();

    private MigratedDatabase(TestDatabase database) {
        this.database = database;
    }

    public static MigratedDatabase fresh() {
        MigratedDatabase migrated = new MigratedDatabase(TestServers.shared().freshDatabase());
        migrated.upgrade();
        return migrated;
    }

    /** A database as this version of the schema made it, without grants, to be written to by {@link #sql}. */
    public static MigratedDatabase at(String version) {
        MigratedDatabase old = new MigratedDatabase(TestServers.shared().freshDatabase());
        DatabaseSettings settings = old.settings(Account.MIGRATE);
        try {
            Flyway.configure().dataSource(new SimpleDriverDataSource(new Driver(), Connections.url(settings),
                    Connections.properties(settings))).locations("classpath:db/migration")
                    .placeholderReplacement(false).target(version).load().migrate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return old;
    }

    /** Brings it to the version of this build, as {@code winnow db upgrade} does. */
    public DatabaseUpgrade.Result upgrade() {
        return new DatabaseUpgrade(settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
    }

    public static DatabaseSettings settings(TestDatabase database, Account account) {
        return new DatabaseSettings(database.host(), database.port(), database.name(), account.accountName(),
                database.password(account), "preferred");
    }

    public DatabaseSettings settings(Account account) {
        return settings(database, account);
    }

    public TestDatabase testDatabase() {
        return database;
    }

    /** A bean that works by JDBC, as this account. */
    public <T> T as(Account account, Class<T> type) {
        return context(account.name(), account, List.of(DatabaseConfiguration.class)).getBean(type);
    }

    /** A bean that works by JPA, as this account. */
    public <T> T jpaAs(Account account, Class<T> type) {
        return context("jpa " + account, account, List.of(DatabaseConfiguration.class, JpaConfiguration.class))
                .getBean(type);
    }

    /** A bean of the interface server's sessions, each time from a new context. */
    public <T> T withSessions(Class<T> type) {
        return context("sessions " + contexts.size(), Account.INTERFACE,
                List.of(DatabaseConfiguration.class, SessionConfiguration.class)).getBean(type);
    }

    /** Statements of the test itself, which may do everything. */
    public Database sql() {
        return as(Account.MIGRATE, Database.class);
    }

    private ConfigurableApplicationContext context(String key, Account account, List<Class<?>> configurations) {
        return contexts.computeIfAbsent(key, k -> {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.registerBean(DatabaseSettings.class, () -> settings(account));
            context.register(configurations.toArray(Class<?>[]::new));
            context.refresh();
            return context;
        });
    }

    @Override
    public void close() {
        new ArrayList<>(contexts.values()).forEach(ConfigurableApplicationContext::close);
    }
}
