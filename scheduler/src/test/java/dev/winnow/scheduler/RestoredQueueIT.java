package dev.winnow.scheduler;

import dev.winnow.db.job.Attempt;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.job.Outcome;
import dev.winnow.db.request.Requests;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.RedisBuilder;
import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import dev.winnow.queue.Release;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Redis is restored from a copy that is older than what has happened since: the ledger decides. */
class RestoredQueueIT {
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final String WORKER = "11111111-1111-1111-1111-111111111111";
    private static final JobRequest NOOP = JobRequest.of("diagnostic.noop", Priority.P1, Map.of());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aQueueThatWentBackInTimeIsBroughtToWhatTheLedgerSays(Kept kept) throws Exception {
        Path data = folder.resolve("redis");
        try (EmbeddedRedis redis = kept.redis(data);
                Suite suite = new Suite(folder, new TestRedis(redis.host(), redis.port()))) {
            Files.writeString(suite.processes.resolve("quiet.yaml"), DispatchIT.QUIET);
            ConfigurableApplicationContext scheduler = suite.startScheduler();
            JobQueue queue = scheduler.getBean(JobQueue.class);
            Player worker = new Player(suite, queue);
            List<Long> early = worker.ask(60);
            worker.awaitAll(early, Presence.WAITING);
            List<ClaimedJob> held = worker.claim(10, Duration.ofSeconds(15));

            Path copy = kept.copy(redis, data, folder.resolve("copy"));
            String mark = mark(redis);

            worker.succeed(held);
            worker.succeed(worker.claim(20, Duration.ofMinutes(5)));
            List<ClaimedJob> failing = worker.claim(5, Duration.ofMinutes(5));
            worker.failAndRetryIn(failing, Duration.ofSeconds(3));
            List<ClaimedJob> running = worker.claim(5, Duration.ofMinutes(5));
            worker.begin(running);
            List<Long> late = worker.ask(20);
            worker.awaitAll(late, Presence.WAITING);
            worker.request("queue.pause", Map.of("priority", "p2"));
            double losses = losses(scheduler);
            await().atMost(PATIENCE).until(() -> !mark(redis).equals(mark));

            redis.kill();
            kept.restore(copy, data);
            redis.start();

            await().atMost(PATIENCE).until(() -> losses(scheduler) == losses + 1);
            List<Long> finished = worker.in(JobState.SUCCEEDED);
            assertThat(finished).hasSize(30);
            worker.awaitAll(finished, Presence.ABSENT);
            worker.awaitAll(late, Presence.WAITING);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> queue.lanes().get(2).paused());

            Set<Long> again = new HashSet<>();
            await().atMost(PATIENCE).until(() -> {
                List<ClaimedJob> some = worker.claim(10, Duration.ofMinutes(5));
                some.forEach(job -> again.add(job.envelope().jobId()));
                worker.succeed(some);
                return worker.in(JobState.SUCCEEDED).size() == early.size() + late.size();
            });
            assertThat(again).as("only what had not ended was handed out").doesNotContainAnyElementsOf(finished)
                    .hasSize(50);
            List<Long> all = Stream.concat(early.stream(), late.stream()).toList();
            worker.awaitAll(all, Presence.ABSENT);
            assertThat(worker.rows(all)).as("what Redis forgot is nobody's crash for good").extracting(JobRow::crashes)
                    .allMatch(crashes -> crashes <= 1);
        }
    }

    private static String mark(EmbeddedRedis redis) {
        return redis.send("EVAL", "return redis.status_reply(redis.call('GET', KEYS[1]))", "1", "{winnow}:mark");
    }

    private static double losses(ConfigurableApplicationContext scheduler) {
        return scheduler.getBean(MeterRegistry.class).get("winnow.queue.losses").functionCounter().count();
    }

    /** How Redis keeps what it holds. */
    enum Kept {
        /** A snapshot, made when it is asked for. */
        RDB {
            @Override
            EmbeddedRedis redis(Path data) throws IOException {
                return builder().setting("dir", Files.createDirectories(data).toString()).start();
            }

            @Override
            Path copy(EmbeddedRedis redis, Path data, Path to) throws IOException {
                redis.send("SAVE");
                return copied(data, to);
            }
        },
        /** A file to which each command is appended. */
        AOF {
            @Override
            EmbeddedRedis redis(Path data) {
                return builder().dataFolder(data).start();
            }

            @Override
            Path copy(EmbeddedRedis redis, Path data, Path to) throws IOException {
                return copied(data, to);
            }
        };

        abstract EmbeddedRedis redis(Path data) throws IOException;

        abstract Path copy(EmbeddedRedis redis, Path data, Path to) throws IOException;

        void restore(Path copy, Path data) throws IOException {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            copied(copy, data);
        }

        private static RedisBuilder builder() {
            return EmbeddedRedis.builder();
        }

        private static Path copied(Path from, Path to) throws IOException {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    Files.copy(file, target);
                }
            }
            return to;
        }
    }

    /** A worker that the test plays, and whoever asks for its jobs. */
    private record Player(Suite suite, JobQueue queue) {
        List<Long> ask(int count) {
            List<Long> ids = suite.as(Account.INTERFACE).getBean(JobIntake.class).request(Collections.nCopies(count,
                    new NewJob(NOOP, "user:ada", null, "test")));
            queue.ring();
            return ids;
        }

        void request(String kind, Map<String, Object> arguments) {
            Requests requests = suite.as(Account.INTERFACE).getBean(Requests.class);
            long id = requests.ask(kind, arguments, "user:ada");
            await().atMost(PATIENCE).until(() -> requests.answer(id).isPresent());
        }

        List<ClaimedJob> claim(int count, Duration lease) {
            return queue.claim(WORKER, EnumSet.of(Priority.P1), count, lease);
        }

        void begin(List<ClaimedJob> jobs) {
            assertThat(outcomes().begin(jobs.stream().map(Player::attempt).toList())).hasSize(jobs.size());
        }

        void succeed(List<ClaimedJob> jobs) {
            end(jobs, jobs.stream().<Outcome>map(job -> new Outcome.Succeeded(attempt(job), Instant.now(),
                    JobResult.NONE)).toList());
        }

        void failAndRetryIn(List<ClaimedJob> jobs, Duration delay) {
            begin(jobs);
            outcomes().record(jobs.stream().<Outcome>map(job -> new Outcome.Retrying(attempt(job), Instant.now(),
                    new JobOutcomes.Failure("java.io.IOException", "no route", ""), delay)).toList());
            queue.release(jobs.stream().map(job -> new Release(job.lease(), delay, true)).toList());
        }

        private void end(List<ClaimedJob> jobs, List<Outcome> ends) {
            outcomes().record(ends);
            queue.acknowledge(jobs.stream().map(ClaimedJob::lease).toList());
        }

        List<Long> in(JobState state) {
            return suite.as(Account.INTERFACE).getBean(JobQueries.class).latest(state, Priority.P1, null, null, 1000)
                    .stream().map(JobRow::id).toList();
        }

        List<JobRow> rows(Collection<Long> ids) {
            return suite.as(Account.INTERFACE).getBean(JobQueries.class).rows(ids);
        }

        void awaitAll(List<Long> ids, Presence presence) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> queue.find(ids).values().stream()
                    .allMatch(presence::equals));
        }

        private JobOutcomes outcomes() {
            return suite.as(Account.WORKER).getBean(JobOutcomes.class);
        }

        private static Attempt attempt(ClaimedJob job) {
            return new Attempt(job.envelope().jobId(), job.envelope().attempt(), WORKER, "host", Instant.now(), null,
                    null);
        }
    }
}
