package dev.winnow.worker;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a worker makes of servers that go away. */
class WorkerOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(25);
    private static final String SOON = "--winnow.worker.unreachable-seconds=4";

    @TempDir
    Path folder;

    private static void assertUnreachable(Process worker) throws InterruptedException {
        assertThat(worker.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isEqualTo(4);
    }

    @Test
    void aWorkerThatCannotReachRedisEndsForItsSupervisorToStartItAgain() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start();
                WorkerUnderTest suite = new WorkerUnderTest(folder, TestServers.shared().freshDatabase(),
                        new TestRedis(redis.host(), redis.port()))) {
            Process worker = suite.startWorkerProcess(SOON, "--winnow.worker.drain-seconds=1");
            try {
                suite.awaitReady(worker);
                long id = suite.enqueue(JobRequest.of("diagnostic.sleep", Priority.P1, Map.of("millis", 4000)));
                suite.awaitState(id, JobState.RUNNING);
                redis.kill();
                assertUnreachable(worker);
                assertThat(suite.job(id).row().state()).as("its outcome is on record all the same")
                        .isEqualTo(JobState.SUCCEEDED);
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    @Test
    void anOutcomeThatMySqlDoesNotTakeIsTriedAgainAndAWorkerThatCannotReachItForLongOrIsAskedToStopEnds()
            throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start();
                EmbeddedMariaDb server = EmbeddedMariaDb.builder().dataFolder(folder.resolve("db/data")).start()) {
            TestDatabase database = new TestDatabase(server.host(), server.port(), EmbeddedMariaDb.DATABASE,
                    Arrays.stream(Account.values()).collect(Collectors.toMap(Function.identity(), server::password)));
            try (WorkerUnderTest suite = new WorkerUnderTest(folder, database, new TestRedis(redis.host(),
                    redis.port()))) {
                List<Long> ids = suite.enqueue(List.of(
                        JobRequest.of("diagnostic.append", Priority.P1,
                                Map.of("file", "outage.txt", "line", "x", "millis", 5000)),
                        JobRequest.of("diagnostic.append", Priority.P1,
                                Map.of("file", "outage2.txt", "line", "x", "millis", 5000))));
                Process worker = suite.startWorkerProcess("--winnow.worker.unreachable-seconds=10",
                        "--winnow.worker.drain-seconds=1");
                try {
                    suite.awaitReady(worker);
                    suite.awaitState(ids.getFirst(), JobState.RUNNING);
                    kill(server);
                    await("they end while nobody takes their outcome").atMost(PATIENCE).until(() -> hasEnded(
                            "outage.txt") && hasEnded("outage2.txt"));
                    server.start();
                    for (long id : ids) {
                        assertThat(suite.awaitState(id, JobState.SUCCEEDED).row().attempt()).isEqualTo(1);
                    }
                    Process stopping = suite.startWorkerProcess("--winnow.worker.drain-seconds=1");
                    try {
                        suite.awaitReady(stopping);
                        kill(server);
                        stopping.destroy();
                        assertThat(stopping.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).as("the stop is bounded")
                                .isTrue();
                        assertThat(stopping.exitValue()).isEqualTo(143);
                    } finally {
                        stopping.destroyForcibly();
                    }
                    assertUnreachable(worker);
                } finally {
                    worker.destroyForcibly();
                }
            }
        }
    }

    /** Without a scheduler, which takes out what has ended, but seconds later. */
    @Test
    void aQueueThatWentBackInTimeHasNothingRunAgainThatHasEnded() throws Exception {
        Path data = Files.createDirectories(folder.resolve("redis"));
        Path dump = data.resolve("dump.rdb");
        Path written = folder.resolve("once.txt");
        try (EmbeddedRedis redis = EmbeddedRedis.builder().setting("dir", data.toString()).start();
                WorkerUnderTest suite = new WorkerUnderTest(folder, TestServers.shared().freshDatabase(),
                        new TestRedis(redis.host(), redis.port()))) {
            List<Long> ids = suite.enqueue(Collections.nCopies(20, JobRequest.of("diagnostic.append", Priority.P1,
                    Map.of("file", "once.txt", "line", "x", "millis", 0))));
            redis.send("SAVE");
            Path copy = Files.copy(dump, folder.resolve("copy.rdb"));
            Process worker = suite.startWorkerProcess("--winnow.worker.drain-seconds=1");
            try {
                suite.awaitReady(worker);
                for (long id : ids) {
                    suite.awaitState(id, JobState.SUCCEEDED);
                }
                List<String> first = Files.readAllLines(written);
                restart(redis, copy, dump);
                awaitNothingHeld(suite, ids);
                suite.awaitState(suite.enqueue(JobRequest.of("diagnostic.noop", Priority.P1, Map.of())),
                        JobState.SUCCEEDED);
                assertThat(Files.readAllLines(written)).as("by a worker that was there before").isEqualTo(first);

                worker.destroyForcibly().waitFor();
                restart(redis, copy, dump);
                worker = suite.startWorkerProcess("--winnow.worker.drain-seconds=1");
                suite.awaitReady(worker);
                awaitNothingHeld(suite, ids);
                assertThat(Files.readAllLines(written)).as("by one that came after").isEqualTo(first);
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    private static void restart(EmbeddedRedis redis, Path copy, Path dump) throws Exception {
        redis.kill();
        Files.copy(copy, dump, StandardCopyOption.REPLACE_EXISTING);
        redis.start();
    }

    private static void awaitNothingHeld(WorkerUnderTest suite, List<Long> ids) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> suite.queue().find(ids).values().stream()
                .allMatch(Presence.ABSENT::equals));
    }

    @Test
    void aJobThatIsCalledOffOnceRedisIsBackIsStopped() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().dataFolder(folder.resolve("redis")).start();
                WorkerUnderTest suite = new WorkerUnderTest(folder, TestServers.shared().freshDatabase(),
                        new TestRedis(redis.host(), redis.port()))) {
            long id = suite.enqueue(JobRequest.of("diagnostic.sleep", Priority.P1, Map.of("millis", 600_000)));
            Process worker = suite.startWorkerProcess("--winnow.worker.lease-seconds=30",
                    "--winnow.worker.drain-seconds=1");
            try {
                suite.awaitReady(worker);
                suite.awaitState(id, JobState.RUNNING);
                redis.kill();
                redis.start();
                // As the scheduler does about each second with what was called off meanwhile.
                await().atMost(PATIENCE).ignoreExceptions().until(() -> suite.queue().cancel(List.of(id)).contains(id));

                assertThat(suite.awaitState(id, JobState.CANCELLED).row().attempt()).isEqualTo(1);
                assertThat(worker.isAlive()).isTrue();
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    /** MySQL has it as running, though the worker was never told so and has not run it. */
    @Test
    void aJobWhoseStartIsOnRecordWithoutAnAnswerGoesBackAndIsRunByAnother() throws Exception {
        TestDatabase database = TestServers.shared().freshDatabase();
        try (WorkerUnderTest suite = new WorkerUnderTest(folder, database, TestServers.shared().emptyRedis());
                LossyRelay relay = new LossyRelay(database.port())) {
            long id;
            Process first = suite.startWorkerProcess("--winnow.db.port=" + relay.port(), "--winnow.db.tls=disabled");
            try {
                suite.awaitReady(first);
                relay.holdCommitAfter("running");
                id = suite.enqueue(JobRequest.of("diagnostic.noop", Priority.P1, Map.of())
                        .with(JobOptions.NONE.expiringAfter(Duration.ofHours(1))));
                assertThat(relay.awaitHeld(60)).isTrue();
                assertThat(suite.job(id).row().state()).isEqualTo(JobState.RUNNING);

                suite.queue().pause(Set.of(Priority.P1), true);
                relay.cut();
                await("it goes back").atMost(PATIENCE).until(() -> suite.queue().find(List.of(id)).get(id),
                        Presence.WAITING::equals);
            } finally {
                first.destroyForcibly();
            }
            suite.queue().pause(Set.of(Priority.P1), false);
            try (ConfigurableApplicationContext second = suite.startWorker(WorkerMain.class)) {
                JobRow row = suite.awaitState(id, JobState.SUCCEEDED).row();
                assertThat(row.attempt()).isEqualTo(1);
                assertThat(row.crashes()).isZero();
            }
        }
    }

    private boolean hasEnded(String file) throws IOException {
        Path lines = folder.resolve(file);
        return Files.exists(lines) && Files.readString(lines).endsWith("end\n");
    }

    private static void kill(EmbeddedMariaDb server) {
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        server.onExit().join();
    }
}
