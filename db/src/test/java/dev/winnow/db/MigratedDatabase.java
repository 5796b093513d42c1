package dev.winnow.db;

import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A database with the schema and the grants, and each daemon's beans on it under the daemon's own account. */
public final class MigratedDatabase implements AutoCloseable {
    private final TestDatabase database;
    private final Map<String, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();

    private MigratedDatabase(TestDatabase database) {
        this.database = database;
    }

    public static MigratedDatabase fresh() {
        MigratedDatabase migrated = new MigratedDatabase(TestServers.shared().freshDatabase());
        new DatabaseUpgrade(migrated.settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
        return migrated;
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
