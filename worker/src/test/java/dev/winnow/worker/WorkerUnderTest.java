package dev.winnow.worker;

import dev.winnow.daemon.BeforeStart;
import dev.winnow.daemon.DaemonApplication;
import dev.winnow.daemon.DaemonKind;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.JpaConfiguration;
import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobReleases;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.job.QueuedJob;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.redis.RedisJobQueue;
import dev.winnow.queue.redis.RedisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Real servers, workers in this JVM, and what a scheduler would do for them, done by hand. */
final class WorkerUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration START_PATIENCE = Duration.ofSeconds(150);
    private static final int LONGEST_ARGUMENTS = 1024;

    private final TestDatabase database;
    private final TestRedis redis;
    private final Path folder;
    private final AnnotationConfigApplicationContext scheduler;
    private final JobQueue queue;

    WorkerUnderTest(Path folder) {
        this(folder, TestServers.shared().freshDatabase(), TestServers.shared().emptyRedis());
    }

    /** On servers of the test's own. */
    WorkerUnderTest(Path folder, TestDatabase database, TestRedis redis) {
        this.folder = folder;
        this.database = database;
        this.redis = redis;
        new DatabaseUpgrade(settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
        this.scheduler = stores(Account.SCHEDULER, DatabaseConfiguration.class);
        this.queue = new RedisJobQueue(RedisSettings.standalone(redis.node()));
    }

    ConfigurableApplicationContext startWorker(Class<?> main, String... more) {
        return DaemonApplication.start(main, DaemonKind.WORKER, WorkerMain.COMMAND_LINE, BeforeStart.NOTHING,
                arguments(more));
    }

    /** A worker as a process of its own; the caller ends it. */
    Process startWorkerProcess(String... more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+ExitOnOutOfMemoryError", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
                        WorkerMain.class.getName()));
        command.addAll(List.of(arguments(more)));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("worker.log").toFile())).start();
    }

    /** Waits until a worker process claims jobs: a JVM on a busy machine takes its time. */
    void awaitReady(Process worker) throws InterruptedException, IOException {
        ProcessTable processes = scheduler.getBean(ProcessTable.class);
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (processes.live().stream().noneMatch(row -> row.pid() == worker.pid() && row.state().equals("ready"))) {
            if (!worker.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the worker did not get ready:\n"
                        + Files.readString(folder.resolve("worker.log")));
            }
            Thread.sleep(100);
        }
    }

    private String[] arguments(String... more) {
        Map<String, String> arguments = new LinkedHashMap<>();
        Stream.concat(Stream.of("--winnow.db.host=" + database.host(), "--winnow.db.port=" + database.port(),
                "--winnow.db.name=" + database.name(), "--winnow.db.password=" + database.password(Account.WORKER),
                "--winnow.redis.nodes=" + redis.node(), "--winnow.cache.dir=" + folder.resolve("cache"),
                "--winnow.plugins.wait-seconds=0", "--winnow.worker.management-port=0", "--winnow.diagnostics=on",
                "--winnow.diagnostics.dir=" + folder), Stream.of(more))
                .forEach(argument -> arguments.put(argument.substring(0, argument.indexOf('=')), argument));
        return arguments.values().toArray(String[]::new);
    }

    /** Stores as an interface server has them. */
    AnnotationConfigApplicationContext interfaceServer() {
        return stores(Account.INTERFACE, DatabaseConfiguration.class, JpaConfiguration.class);
    }

    <T> T scheduler(Class<T> store) {
        return scheduler.getBean(store);
    }

    JobQueue queue() {
        return queue;
    }

    /** Publishes the plugin in this folder as the only one; returns its digest. */
    String publish(Path plugin, String name) throws Exception {
        PluginContent content = new ContentReader().readUnpacked(plugin, name).content();
        LeaderLease.Held held = scheduler(LeaderLease.class).acquire("test", Duration.ofMinutes(5)).orElseThrow();
        scheduler(PluginPublisher.class).store(held, content);
        scheduler(PluginPublisher.class).publish(held, List.of(new PluginEntry(name, content.digest(),
                PublishedPlugin.State.ACTIVE, "local", plugin.toString())));
        return content.digest();
    }

    /** Writes a job into the ledger and pushes it, as the scheduler does. */
    long enqueue(JobRequest request) {
        return enqueue(List.of(request)).getFirst();
    }

    /** The same for many. */
    List<Long> enqueue(List<JobRequest> requests) {
        List<JobRow> rows = scheduler.getBean(JobDispatch.class).enqueue(
                requests.stream().map(request -> new NewJob(request, "user:test", null, "test")).toList(), null);
        push(rows);
        return rows.stream().map(JobRow::id).toList();
    }

    /** Writes a job into the ledger as queued, and pushes nothing. */
    long write(JobRequest request) {
        return scheduler.getBean(JobDispatch.class)
                .enqueue(List.of(new NewJob(request, "user:test", null, "test")), null).getFirst().id();
    }

    /** Pushes what was requested or is due, and lets go what waited for others. */
    void dispatch() {
        queue.promoteDelayed(100);
        JobReleases releases = scheduler.getBean(JobReleases.class);
        releases.goOn(releases.endedPredecessors(0).found());
        for (long batch : releases.ripeBatches(0).found()) {
            while (releases.passMembers(batch)) {
                Thread.onSpinWait();
            }
        }
        push(scheduler.getBean(JobDispatch.class).takeDue(100, null));
    }

    JobDetail job(long id) {
        return scheduler.getBean(JobQueries.class).find(id).orElseThrow();
    }

    JobDetail awaitState(long id, JobState state) throws InterruptedException {
        return await(id, job -> job.row().state() == state);
    }

    /** Dispatches until the job is as it shall be. */
    JobDetail await(long id, Predicate<JobDetail> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JobDetail job = job(id);
            if (wanted.test(job)) {
                return job;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("job " + id + " is still " + job);
            }
            dispatch();
            Thread.sleep(50);
        }
    }

    List<JobRow> jobs(String type) {
        return scheduler.getBean(JobQueries.class).latest(null, null, type, null, 100);
    }

    @Override
    public void close() {
        queue.close();
        scheduler.close();
    }

    private void push(List<JobRow> rows) {
        queue.push(scheduler.getBean(JobDispatch.class).load(rows, LONGEST_ARGUMENTS).stream()
                .map(WorkerUnderTest::envelope).toList());
    }

    /** What the scheduler would push for a job. */
    JobEnvelope envelope(long id) {
        return envelope(scheduler.getBean(JobDispatch.class).load(List.of(job(id).row()), LONGEST_ARGUMENTS)
                .getFirst());
    }

    private static JobEnvelope envelope(QueuedJob job) {
        JobRow row = job.row();
        boolean begins = row.attempt() > 0 || job.begins();
        return new JobEnvelope(row.id(), row.type(), row.priority(), row.attempt() + 1, job.failures(), row.crashes(),
                new JobPayload(job.arguments(), job.correlationId(), job.requestedBy(), job.expiresAt(), job
                        .deadline(), begins, job.isFollowed()));
    }

    private AnnotationConfigApplicationContext stores(Account account, Class<?>... configurations) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(DatabaseSettings.class, () -> settings(account));
        context.register(configurations);
        context.refresh();
        return context;
    }

    private DatabaseSettings settings(Account account) {
        return new DatabaseSettings(database.host(), database.port(), database.name(), account.accountName(),
                database.password(account), "preferred");
    }
}
