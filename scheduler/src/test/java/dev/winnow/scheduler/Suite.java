package dev.winnow.scheduler;

import dev.winnow.daemon.DaemonApplication;
import dev.winnow.daemon.DaemonKind;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.FreePort;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A database, an empty Redis and folders of one test's own, and the schedulers that it starts on them. */
final class Suite implements AutoCloseable {
    final Path plugins;
    final Path processes;
    final TestDatabase database = TestServers.shared().freshDatabase();
    final TestRedis redis;
    private final Path home;
    private final List<String> more = new ArrayList<>();
    private final Map<Account, ApplicationContext> accounts = new EnumMap<>(Account.class);
    private final List<ConfigurableApplicationContext> open = new ArrayList<>();

    Suite(Path folder) {
        this(folder, TestServers.shared().emptyRedis());
    }

    /** On a Redis of the test's own, for what is done to it. */
    Suite(Path folder, TestRedis redis) {
        this.redis = redis;
        plugins = folder.resolve("plugins");
        processes = folder.resolve("processes");
        home = folder.resolve("home");
        try {
            Files.createDirectories(plugins);
            Files.createDirectories(processes);
            Files.createDirectories(home.resolve("bundled-plugins"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A scheduler on them, started as the command does. */
    ConfigurableApplicationContext startScheduler(String... more) {
        ConfigurableApplicationContext context = DaemonApplication.start(SchedulerMain.class, DaemonKind.SCHEDULER,
                SchedulerMain.OPTIONS, new UpgradeFirst(), Stream.concat(Stream.of(arguments()), Stream.of(more))
                        .toArray(String[]::new));
        open.add(context);
        return context;
    }

    /** Gives the schedulers that are started from now on one more argument, or another value of one. */
    void set(String name, String value) {
        more.removeIf(argument -> argument.startsWith("--" + name + "="));
        more.add("--" + name + "=" + value);
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of("--db-upgrade", "--winnow.db.host=" + database.host(),
                "--winnow.db.port="
                        + database.port(),
                "--winnow.db.name=" + database.name(),
                "--winnow.db.password="
                        + database.password(Account.SCHEDULER),
                "--winnow.db.migrate-password="
                        + database.password(Account.MIGRATE),
                "--winnow.redis.nodes=" + redis.node(),
                "--winnow.plugins.dir=" + plugins, "--winnow.process.files=" + processes, "--winnow.home=" + home,
                "--winnow.cache.dir=" + home.resolve("cache"), "--winnow.scheduler.management-port=" + FreePort.any()));
        arguments.addAll(more);
        return arguments.toArray(String[]::new);
    }

    /** The stores, as another daemon's account sees them. */
    ApplicationContext as(Account account) {
        return accounts.computeIfAbsent(account, this::connect);
    }

    private ApplicationContext connect(Account account) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(DatabaseSettings.class, () -> new DatabaseSettings(database.host(), database.port(),
                database.name(), account.accountName(), database.password(account), "preferred"));
        context.register(DatabaseConfiguration.class);
        context.refresh();
        open.add(context);
        return context;
    }

    /** A plugin of data only. */
    void writePlugin(String name, String version) {
        try {
            Path folder = plugins.resolve(name);
            Files.createDirectories(folder.resolve("processes"));
            Files.writeString(folder.resolve("plugin.json"),
                    "{\"name\": \"%s\", \"version\": \"%s\", \"description\": \"d\", \"author\": \"a\"}".formatted(
                            name, version));
            Files.writeString(folder.resolve("processes").resolve("hourly.yaml"), """
                schedules:
                  - name: %s.hourly
                    job: diagnostic.noop
                    cron: "0 0 * * * *"
                """.formatted(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops one in an orderly way. */
    void stop(ConfigurableApplicationContext context) {
        open.remove(context);
        context.close();
    }

    @Override
    public void close() {
        List.copyOf(open).reversed().forEach(this::stop);
    }
}
