package dev.winnow.scheduler;

import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A migrated database, a plugin folder, and lean schedulers as processes of their own on both. */
final class LeanSuite implements AutoCloseable {
    final PluginTree plugins;
    private final Function<Account, DatabaseSettings> settings;
    private final Map<Account, AnnotationConfigApplicationContext> contexts = new EnumMap<>(Account.class);
    private final List<LeanProcess> started = new ArrayList<>();
    private final Path folder;

    LeanSuite(Path folder, Function<Account, DatabaseSettings> settings) {
        this.folder = folder.resolve("plugins");
        this.plugins = new PluginTree(this.folder);
        this.settings = settings;
        new DatabaseUpgrade(settings.apply(Account.MIGRATE), GrantAccounts.DEFAULT).run();
    }

    /** A bean, as this account. */
    <T> T as(Account account, Class<T> type) {
        return contexts.computeIfAbsent(account, who -> {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.registerBean(DatabaseSettings.class, () -> settings.apply(who));
            context.register(DatabaseConfiguration.class);
            context.refresh();
            return context;
        }).getBean(type);
    }

    /** A scheduler whose lease lasts this long. */
    LeanProcess start(Duration lease) throws IOException {
        return start(lease, "ends");
    }

    /** The same, which keeps the lead until it is killed. */
    LeanProcess startStaying(Duration lease) throws IOException {
        return start(lease, "stays");
    }

    private LeanProcess start(Duration lease, String afterwards) throws IOException {
        DatabaseSettings database = settings.apply(Account.SCHEDULER);
        LeanProcess process = LeanProcess.start(List.of(database.host(), Integer.toString(database.port()),
                database.name(), database.password(), folder.toString(), Long.toString(lease.toMillis()),
                afterwards));
        started.add(process);
        return process;
    }

    @Override
    public void close() {
        started.forEach(LeanProcess::kill);
        contexts.values().forEach(AnnotationConfigApplicationContext::close);
    }
}
