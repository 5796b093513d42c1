package dev.winnow.bench.startup;

import dev.winnow.bench.plugins.SamplePlugins;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Servers, 50 plugins, and ways to start daemons and bare applications beside each other. */
final class StartupRig implements AutoCloseable {
    private static final int PLUGINS = 50;

    private final Path work;
    private final Distribution distribution = Distribution.find();
    private final EmbeddedMariaDb mariaDb;
    private final EmbeddedRedis redis = EmbeddedRedis.builder().start();

    StartupRig(Path work) throws Exception {
        this.work = work;
        this.mariaDb = EmbeddedMariaDb.builder().dataFolder(work.resolve("mariadb")).start();
        Files.createDirectories(work.resolve("processes"));
        new SamplePlugins(work).java(PLUGINS);
    }

    /** One of them in Python from the next start of a scheduler on. */
    void addPythonPlugin() throws Exception {
        new SamplePlugins(work).python(1);
    }

    /** A daemon by the launcher, with what the caller's environment has of no influence. */
    StartedProcess daemon(String name, boolean recorded) throws IOException, InterruptedException {
        if (recorded) {
            distribution.requireRecorded(name);
        }
        int port = FreePort.any();
        Map<String, String> variables = variables(name);
        variables.put("WINNOW_AOT", recorded ? "on" : "off");
        variables.put("WINNOW_" + name.split("-")[0].toUpperCase(Locale.ROOT) + "_MANAGEMENT_PORT",
                Integer.toString(port));
        List<String> command = new ArrayList<>(List.of(distribution.launcher().toString(), name));
        if (name.equals("scheduler")) {
            command.add("--db-upgrade");
        }
        return StartedProcess.start(name, command, variables, work,
                URI.create("http://127.0.0.1:" + port + "/health/ready"));
    }

    /** A bare application with a daemon's libraries and JVM options. */
    StartedProcess bare(String daemon, List<String> jvmOptions) throws IOException, InterruptedException {
        int port = FreePort.any();
        String name = "bare-" + daemon;
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", bareJar(daemon).toString(), "--server.port=" + port,
                "--server.address=127.0.0.1", "--spring.main.banner-mode=off", "--spring.flyway.enabled=false",
                "--spring.jmx.enabled=false", "--spring.datasource.url=" + mariaDb.jdbcUrl(EmbeddedMariaDb.DATABASE),
                "--spring.datasource.username=" + Account.MIGRATE.accountName(), "--logging.level.root=error",
                "--spring.jpa.database-platform=org.hibernate.dialect.MariaDBDialect",
                "--spring.session.jdbc.initialize-schema=never", "--spring.session.jdbc.cleanup-cron=-",
                "--management.defaults.metrics.export.enabled=false"));
        return StartedProcess.start(name, command, Map.of("SPRING_DATASOURCE_PASSWORD",
                mariaDb.password(Account.MIGRATE)), work, URI.create("http://127.0.0.1:" + port + "/actuator/health"));
    }

    Path work() {
        return work;
    }

    /** As a daemon has them: thin, with its libraries named in the manifest. */
    private Path bareJar(String daemon) throws IOException {
        Path jar = work.resolve("bare-" + daemon + ".jar");
        if (!Files.exists(jar)) {
            BareJar.write(jar, distribution.libraries(daemon));
        }
        return jar;
    }

    private Map<String, String> variables(String daemon) {
        Account account = switch (daemon) {
            case "scheduler" -> Account.SCHEDULER;
            case "worker" -> Account.WORKER;
            default -> Account.INTERFACE;
        };
        Map<String, String> variables = new HashMap<>();
        System.getenv().keySet().stream().filter(each -> each.startsWith("WINNOW_"))
                .forEach(each -> variables.put(each, ""));
        variables.putAll(Map.of("WINNOW_JAVA_HOME", System.getProperty("java.home"), "WINNOW_DB_HOST", mariaDb.host(),
                "WINNOW_DB_PORT", Integer.toString(mariaDb.port()), "WINNOW_DB_TLS", "disabled",
                "WINNOW_DB_USERNAME", account.accountName(), "WINNOW_DB_PASSWORD", mariaDb.password(account),
                "WINNOW_REDIS_NODES", redis.host() + ":" + redis.port(), "WINNOW_CACHE_DIR",
                work.resolve("cache").toString(), "WINNOW_HTTP_PORT", Integer.toString(FreePort.any())));
        if (account == Account.SCHEDULER) {
            variables.putAll(Map.of("WINNOW_DB_MIGRATE_PASSWORD", mariaDb.password(Account.MIGRATE),
                    "WINNOW_PLUGINS_DIR", work.resolve("plugins").toString(), "WINNOW_PLUGIN_PROBE", "off",
                    "WINNOW_PROCESS_FILES", work.resolve("processes").toString()));
        }
        return variables;
    }

    @Override
    public void close() {
        redis.close();
        mariaDb.close();
    }
}
