package dev.winnow.web;

import dev.winnow.daemon.BeforeStart;
import dev.winnow.daemon.DaemonApplication;
import dev.winnow.daemon.DaemonKind;
import dev.winnow.daemon.settings.ManagementSettings;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.web.service.SecretTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** An interface server in this JVM on a database and a Redis of its own, with a user and a token for each role. */
public final class TestServer implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    private final TestDatabase database = TestServers.shared().freshDatabase();
    private final TestRedis redis = TestServers.shared().emptyRedis();
    private final Map<Account, ConfigurableApplicationContext> others = new EnumMap<>(Account.class);
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private final List<Browser> browsers = new ArrayList<>();
    private @Nullable ConfigurableApplicationContext context;

    private TestServer() {
        new DatabaseUpgrade(settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
    }

    /** Servers and schema without a daemon. */
    public static TestServer prepared() {
        return new TestServer();
    }

    /** Started, loaded, with users {@code viewer}, {@code operator} and {@code admin}. */
    public static TestServer started(String... arguments) {
        TestServer server = new TestServer();
        List<String> all = new ArrayList<>(List.of("--winnow.admin.password=" + PASSWORD));
        all.addAll(List.of(arguments));
        server.start(all.toArray(String[]::new));
        server.awaitLoaded();
        server.addUsers();
        return server;
    }

    public TestDatabase database() {
        return database;
    }

    public void start(String... arguments) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String argument : Stream.concat(Stream.of("--winnow.db.host=" + database.host(),
                "--winnow.db.port=" + database.port(), "--winnow.db.name=" + database.name(),
                "--winnow.db.password=" + database.password(Account.INTERFACE), "--winnow.redis.nodes=" + redis.node(),
                "--winnow.cache.dir=" + folder(), "--winnow.plugins.wait-seconds=0", "--winnow.http.port=0",
                "--winnow.interface.management-port=0"), Stream.of(arguments)).toList()) {
            all.put(argument.substring(0, argument.indexOf('=')), argument);
        }
        context = DaemonApplication.start(TestExtensions.class, DaemonKind.INTERFACE_SERVER,
                InterfaceServerMain.OPTIONS, BeforeStart.NOTHING, all.values().toArray(String[]::new));
    }

    public void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    public void awaitLoaded() {
        await("plugins loaded and a first admin", () -> bean(Started.class).isDone());
    }

    public static void await(String what, java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    /** With users and a token for each role. */
    public void addUsers() {
        People people = bean(People.class);
        String hash = String.valueOf(bean(PasswordEncoder.class).encode(PASSWORD));
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(java.util.Locale.ROOT);
            long id = people.user(name).orElseGet(() -> people.add(name, hash, role, false)).id();
            String token = SecretTokens.create();
            people.addToken(id, "test", SecretTokens.hash(token), role, null);
            tokens.put(role, token);
        }
    }

    /** A script with a token of this role. */
    public Browser script(Role role) {
        return browser(tokens.get(role));
    }

    /** The token of this role. */
    public String token(Role role) {
        return java.util.Objects.requireNonNull(tokens.get(role));
    }

    /** Nobody yet. */
    public Browser browser() {
        return browser(null);
    }

    public Browser browser(@Nullable String token) {
        Browser browser = new Browser(url(), token);
        browsers.add(browser);
        return browser;
    }

    public String url() {
        String path = bean(dev.winnow.daemon.settings.HttpSettings.class).basePath();
        return "http://127.0.0.1:" + context().getEnvironment().getProperty("local.server.port")
                + (path.equals("/") ? "" : path);
    }

    public String managementUrl() {
        return "http://127.0.0.1:" + bean(ManagementSettings.class).port();
    }

    /** A bean of the server. */
    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    private ConfigurableApplicationContext context() {
        if (context == null) {
            throw new IllegalStateException("the server is not started");
        }
        return context;
    }

    /** A bean by JDBC as another daemon has it. */
    public <T> T as(Account account, Class<T> type) {
        return others.computeIfAbsent(account, key -> {
            AnnotationConfigApplicationContext other = new AnnotationConfigApplicationContext();
            other.registerBean(DatabaseSettings.class, () -> settings(account));
            other.register(DatabaseConfiguration.class);
            other.refresh();
            return other;
        }).getBean(type);
    }

    private DatabaseSettings settings(Account account) {
        return new DatabaseSettings(database.host(), database.port(), database.name(), account.accountName(),
                database.password(account), "preferred");
    }

    private static String folder() {
        try {
            return Files.createTempDirectory("winnow-cache").toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browsers.forEach(Browser::close);
        stop();
        others.values().forEach(ConfigurableApplicationContext::close);
    }
}
