package dev.winnow.bench.jobs;

import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.redis.RedisJobQueue;
import dev.winnow.queue.redis.RedisSettings;
import dev.winnow.scheduler.SchedulerMain;
import dev.winnow.web.InterfaceServerMain;
import dev.winnow.worker.WorkerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * MariaDB with a flush at each commit, Redis without persistence, and daemons as processes of their own, with the same
 * options of the JVM as the installed launcher gives them.
 */
final class Suite implements AutoCloseable {
    private final EmbeddedMariaDb mariaDb;
    private final EmbeddedRedis redis;
    private final BenchDatabase database;
    private final JobQueue queue;
    private final DaemonProcess scheduler;
    private final DaemonProcess worker;
    private final DaemonProcess interfaceServer;

    private Suite(Path work, EmbeddedMariaDb mariaDb, EmbeddedRedis redis) {
        this.mariaDb = mariaDb;
        this.redis = redis;
        this.database = BenchDatabase.on(mariaDb);
        this.queue = new RedisJobQueue(RedisSettings.standalone(redisNode()));
        DaemonProcess.Surroundings surroundings = new DaemonProcess.Surroundings(work, mariaDb, redisNode());
        this.scheduler = new DaemonProcess("scheduler", SchedulerMain.class, Account.SCHEDULER, surroundings);
        this.worker = new DaemonProcess("worker", WorkerMain.class, Account.WORKER, surroundings);
        this.interfaceServer = new DaemonProcess("interface", InterfaceServerMain.class, Account.INTERFACE,
                surroundings);
    }

    /** Servers and a leading scheduler that publishes the plugins in the folder {@code plugins} of this one. */
    static Suite start(Path work) throws IOException, InterruptedException {
        Path plugins = Files.createDirectories(work.resolve("plugins"));
        Files.createDirectories(work.resolve("processes"));
        EmbeddedRedis redis = EmbeddedRedis.builder().start();
        EmbeddedMariaDb mariaDb = EmbeddedMariaDb.builder().dataFolder(work.resolve("mariadb")).build();
        Suite suite = new Suite(work, mariaDb.start(), redis);
        try {
            suite.scheduler.start(List.of("--db-upgrade"),
                    Map.of("WINNOW_DB_MIGRATE_USERNAME", Account.MIGRATE.accountName(), "WINNOW_DB_MIGRATE_PASSWORD",
                            mariaDb.password(Account.MIGRATE), "WINNOW_PLUGINS_DIR", plugins.toString(),
                            "WINNOW_PLUGIN_PROBE", "off", "WINNOW_PROCESS_FILES",
                            work.resolve("processes").toString()));
            return suite;
        } catch (IOException | InterruptedException | RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    /** A worker with these variables besides; returns when it claims. */
    void startWorker(Map<String, String> more) throws IOException, InterruptedException {
        worker.start(List.of(), more);
    }

    /** The API; returns its address when it answers. */
    String startInterfaceServer(int port, String token) throws IOException, InterruptedException {
        interfaceServer.start(List.of(), Map.of("WINNOW_HTTP_PORT", Integer.toString(port), "WINNOW_ADMIN_PASSWORD",
                token, "WINNOW_ADMIN_TOKEN", token));
        return "http://127.0.0.1:" + port;
    }

    BenchDatabase database() {
        return database;
    }

    JobQueue queue() {
        return queue;
    }

    DaemonProcess worker() {
        return worker;
    }

    /** The processes that jobs go through, by name. */
    Map<String, Long> processes() {
        return Map.of("scheduler", scheduler.pid(), "worker", worker.pid(), "redis", redis.pid(), "mariadb",
                mariaDb.pid());
    }

    /** Redis as after a start. */
    void emptyQueue() {
        redis.flush();
    }

    private String redisNode() {
        return redis.host() + ":" + redis.port();
    }

    @Override
    public void close() {
        interfaceServer.stop();
        worker.stop();
        scheduler.stop();
        queue.close();
        database.close();
        mariaDb.close();
        redis.close();
    }
}
