package dev.winnow.queue.redis;

import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Await;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.Lease;
import dev.winnow.queue.QueueUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** A job is handed to a worker that waits, and the worker, its connection, or the answer is lost on the way. */
class HandOverIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Set<Priority> ALL = EnumSet.allOf(Priority.class);
    private static final String LONG_AGO = "1";
    private static final String JUST_NOW = "99999999999999";

    private final TestRedis server = TestServers.shared().emptyRedis();
    private final RedisClient redis = RedisClient.create(server.host(), server.port());
    private final RedisSettings settings = RedisSettings.standalone(server.node());
    private final JobQueue queue = new RedisJobQueue(settings);
    private final RedisClients clients = new RedisClients(settings);
    private final RedisCommands commands = new RedisCommands(settings, clients::forCommands);
    private final ClaimReader reader = new ClaimReader(commands, new Envelopes(QueueOptions.USUAL), new RestartWatch());
    private final Tickets tickets = new Tickets();
    private final Claims claims = new Claims(commands, reader, tickets, FairShares.USUAL);
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        worker.close();
        queue.close();
        commands.close();
        redis.close();
    }

    private static JobEnvelope job(long id) {
        return JobEnvelope.first(id, "test.job", Priority.P0);
    }

    private static Lease lease(long id, int attempt, String owner) {
        return new Lease(id, attempt, owner);
    }

    /** A worker that is gone, of which Redis believes that it waits. */
    private void waitAndDie(Duration lease) {
        commands.run(Script.WAIT, new Arguments().text("ticket").text("lost").millis(lease).lanes(ALL).millis(LONG)
                .text("-").text("-"));
    }

    /** A wait of the worker "lost" in this thread, which is cut off once this has happened. */
    private void waitAndBeCutOff(Runnable meanwhile) {
        RedisCommands cut = new RedisCommands(settings, () -> {
            meanwhile.run();
            throw new JedisConnectionException("cut off");
        });
        Waits waits = new Waits(commands, cut, reader, tickets);
        assertThatThrownBy(() -> waits.await("lost", ALL, MINUTE, LONG)).isInstanceOf(QueueUnavailableException.class);
    }

    private List<Lease> claimAsLost() {
        return claims.exchange("lost", List.of(), ALL, 5, MINUTE).claimed().stream().map(ClaimedJob::lease).toList();
    }

    private void takeOutOfTheHand() {
        assertThat(redis.lpop(redis.keys("{winnow}:hand:*").iterator().next())).startsWith("1 ");
    }

    /** How many were cut off. */
    private static long cutOffWaits(RedisClient redis) {
        String clients = new String((byte[]) redis.sendCommand(Protocol.Command.CLIENT, "LIST"),
                StandardCharsets.UTF_8);
        return clients.lines().filter(line -> line.contains(" cmd=blpop ") && line.contains(" flags=b"))
                .map(line -> line.substring("id=".length(), line.indexOf(' ')))
                .filter(id -> redis.sendCommand(Protocol.Command.CLIENT, "KILL", "ID", id)
                        .equals(1L))
                .count();
    }

    private List<Lease> claim(String owner) {
        return queue.claim(owner, ALL, 5, MINUTE).stream().map(ClaimedJob::lease).toList();
    }

    /** As if it had been handed over then. */
    private void handedOver(String when) {
        redis.hgetAll("{winnow}:handed").forEach((ticket, note) -> redis.hset("{winnow}:handed", ticket,
                note.replaceFirst("^\\d+", when)));
    }

    @Test
    void whatNobodyTookGoesBackUnchangedToTheHeadOfItsLane() {
        waitAndDie(MINUTE);
        queue.push(List.of(job(1)));
        queue.push(List.of(job(2)));
        assertThat(claim("other")).as("the first one lies in a list that nobody reads").containsExactly(
                lease(2, 1, "other"));
        handedOver(JUST_NOW);
        assertThat(queue.promoteDelayed(10)).isZero();
        assertThat(claim("other")).as("it might be on its way yet").isEmpty();
        handedOver(LONG_AGO);
        queue.promoteDelayed(10);
        assertThat(queue.lanes()).extracting(LaneStatus::depth).containsExactly(1L, 0L, 0L);
        ClaimedJob again = queue.claim("other", ALL, 5, MINUTE).getFirst();
        assertThat(again.envelope()).isEqualTo(job(1));
        assertThat(queue.acknowledge(List.of(again.lease(), lease(2, 1, "other")))).isEmpty();
        assertThat(redis.keys("*")).noneMatch(key -> key.contains("hand"));
        assertThat(redis.exists("{winnow}:jobs")).isFalse();
    }

    @Test
    void whatNobodyTookWakesAnotherOneThatWaits() throws Exception {
        waitAndDie(MINUTE);
        queue.push(List.of(job(1)));
        Future<List<ClaimedJob>> other = worker.submit(() -> queue.awaitWork("other", ALL, MINUTE, LONG));
        Await.until("another one waits", () -> redis.zcard("{winnow}:idle:012") == 1);
        handedOver(LONG_AGO);
        queue.promoteDelayed(10);
        assertThat(other.get(25, TimeUnit.SECONDS)).isEmpty();
        assertThat(claim("other")).containsExactly(lease(1, 1, "other"));
    }

    @Test
    void theLeaseOfAWorkerThatDiedWithAJobInItsHandEnds() throws Exception {
        waitAndDie(Duration.ofMillis(50));
        queue.push(List.of(job(1)));
        takeOutOfTheHand();
        List<JobEnvelope> expired = new ArrayList<>();
        Await.until("the end of its lease", () -> expired.addAll(queue.expireLeases(10, 3)));
        assertThat(expired).extracting(JobEnvelope::attempt, JobEnvelope::crashes).containsExactly(tuple(2, 1));
        handedOver(LONG_AGO);
        queue.promoteDelayed(10);
        assertThat(redis.exists("{winnow}:handed")).as("no note is left of it").isFalse();
        assertThat(claim("other")).containsExactly(lease(1, 2, "other"));
    }

    @Test
    void whoseWaitWasCutOffIsHandedNothingMore() {
        waitAndBeCutOff(() -> {
        });
        queue.push(List.of(job(1)));
        assertThat(queue.lanes().getFirst().depth()).isOne();
        assertThat(claimAsLost()).containsExactly(lease(1, 1, "lost"));
    }

    @Test
    void whoseWaitWasCutOffHearsWithItsNextClaimOfWhatItHolds() {
        waitAndBeCutOff(() -> queue.push(List.of(job(1), job(2))));
        assertThat(claimAsLost()).containsExactly(lease(1, 1, "lost"), lease(2, 1, "lost"));
        assertThat(claimAsLost()).isEmpty();
        assertThat(queue.acknowledge(List.of(lease(1, 1, "lost"), lease(2, 1, "lost")))).isEmpty();
        assertThat(redis.keys("*")).noneMatch(key -> key.contains("hand"));
    }

    @Test
    void whoseAnswerWasLostHearsWithItsNextWaitOfWhatItHolds() throws Exception {
        waitAndBeCutOff(() -> {
            queue.push(List.of(job(1)));
            takeOutOfTheHand();
        });
        handedOver(LONG_AGO);
        queue.promoteDelayed(10);
        assertThat(queue.renew("lost", List.of(), MINUTE).lost()).isEmpty();
        assertThat(queue.lanes().getFirst().running()).as("it may be on its way yet").isOne();
        try (RedisCommands blocking = new RedisCommands(settings, () -> clients.forWaiting(LONG))) {
            assertThat(new Waits(commands, blocking, reader, tickets).await("lost", ALL, MINUTE, LONG))
                    .extracting(ClaimedJob::lease).containsExactly(lease(1, 1, "lost"));
            assertThat(queue.renew("lost", List.of(), MINUTE).lost()).isEmpty();
            assertThat(queue.lanes().getFirst().running()).as("it may be on its way again").isOne();
        }
        assertThat(claimAsLost()).isEmpty();
        assertThat(redis.keys("*")).noneMatch(key -> key.contains("hand"));
    }

    @Test
    void aRenewalLetsBeWhatIsOnItsWay() throws Exception {
        Future<List<ClaimedJob>> waiting = worker.submit(() -> queue.awaitWork("a", ALL, MINUTE, LONG));
        Await.until("it waits", () -> redis.zcard("{winnow}:idle:012") == 1);
        queue.push(List.of(job(1)));
        assertThat(queue.renew("a", List.of(), MINUTE).lost()).isEmpty();
        List<Lease> held = waiting.get(25, TimeUnit.SECONDS).stream().map(ClaimedJob::lease).toList();
        assertThat(held).containsExactly(lease(1, 1, "a"));
        assertThat(queue.renew("a", held, MINUTE).lost()).isEmpty();
        assertThat(worker.submit(() -> claim("a")).get()).isEmpty();
        assertThat(queue.renew("a", List.of(), MINUTE).lost()).isEmpty();
        assertThat(claim("other")).as("after its next claim what it does not name goes back").containsExactly(
                lease(1, 1, "other"));
    }

    @Test
    void aWaitThatIsOverIsHandedNothing() throws Exception {
        queue.awaitWork("a", ALL, MINUTE, Duration.ofMillis(1));
        queue.push(List.of(job(1)));
        assertThat(queue.lanes().getFirst().depth()).isOne();
        assertThat(redis.keys("{winnow}:hand*")).isEmpty();
    }

    @Test
    void rubbishInAWaitersKeysHarmsNobody() throws Exception {
        redis.zadd("{winnow}:idle:012", 9e15, "rubbish");
        redis.hset("{winnow}:handed", "somebody", "rubbish");
        redis.hset("{winnow}:handed", "other", "1 0 77 1 gone");
        queue.push(List.of(job(1)));
        queue.promoteDelayed(10);
        assertThat(queue.renew("a", List.of(), MINUTE).lost()).isEmpty();
        assertThat(claim("a")).containsExactly(lease(1, 1, "a"));
        assertThat(redis.exists("{winnow}:handed")).isFalse();
        for (String element : new String[]{"", "x", "12345678901234567890 1 1 0 1 0 0 1 - {}", "5 6", " 5 6 7",
                "x 1 2", "9999999999999999999 1 x", "5 5 not an envelope"}) {
            Future<List<ClaimedJob>> waiting = worker.submit(() -> queue.awaitWork("a", ALL, MINUTE, LONG));
            Await.until("it waits", () -> redis.zcard("{winnow}:idle:012") == 1);
            String member = redis.zrange("{winnow}:idle:012", 0, -1).getFirst();
            redis.zrem("{winnow}:idle:012", member);
            redis.rpush("{winnow}:hand:" + member.substring(0, member.indexOf(' ')), element);
            assertThat(waiting.get(25, TimeUnit.SECONDS)).as(element).isEmpty();
        }
    }

    /** Workers as ours are, renewals included, while connections are cut off all the time. */
    @Test
    void everyJobIsRunOnceWhateverIsCutOff() throws Exception {
        Random random = new Random(11);
        int jobs = 3000;
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger handed = new AtomicInteger();
        Map<Long, Integer> ran = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                MiniWorker one = new MiniWorker("worker " + i, queue, ran, enough, handed);
                running.add(threads.submit(() -> one.work()));
                running.add(threads.submit(() -> one.renew()));
            }
            for (long id = 0; id < jobs;) {
                List<JobEnvelope> some = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0 && id < jobs; i--) {
                    some.add(JobEnvelope.first(id++, "test.job", Priority.values()[random.nextInt(3)]));
                }
                queue.push(some);
                if (random.nextInt(20) == 0) {
                    Await.until("somebody waits, and is cut off", () -> cutOffWaits(redis) > 0);
                }
                if (random.nextInt(10) == 0) {
                    queue.promoteDelayed(10);
                }
            }
            Await.until("all done", () -> {
                queue.promoteDelayed(10);
                return ran.size() == jobs;
            });
            enough.set(true);
            queue.endWaits();
            for (Future<?> each : running) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(ran.values()).as("none twice").containsOnly(1);
        assertThat(handed).as("handed over").hasPositiveValue();
        assertThat(queue.lanes()).allMatch(lane -> lane.depth() == 0 && lane.running() == 0);
        assertThat(redis.exists("{winnow}:jobs", "{winnow}:holds")).isZero();
    }

    /** Claims, waits, runs and acknowledges on one thread, and renews on another one, as a worker does. */
    private static final class MiniWorker {
        private final String name;
        private final JobQueue queue;
        private final Map<Long, Integer> ran;
        private final AtomicBoolean enough;
        private final AtomicInteger handed;
        private final Set<Lease> held = ConcurrentHashMap.newKeySet();
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

        MiniWorker(String name, JobQueue queue, Map<Long, Integer> ran, AtomicBoolean enough,
                AtomicInteger handed) {
            this.name = name;
            this.queue = queue;
            this.ran = ran;
            this.enough = enough;
            this.handed = handed;
        }

        Map<Long, Integer> work() throws InterruptedException {
            while (!enough.get()) {
                try {
                    List<Lease> claimed = holding(() -> queue.claim(name, ALL, 3, MINUTE));
                    if (claimed.isEmpty()) {
                        List<ClaimedJob> brought = queue.awaitWork(name, ALL, MINUTE, Duration.ofSeconds(2));
                        handed.addAndGet(brought.size());
                        claimed = holding(() -> brought);
                    }
                    claimed.forEach(lease -> ran.merge(lease.jobId(), 1, Integer::sum));
                    assertThat(queue.acknowledge(claimed)).isEmpty();
                    held.removeAll(claimed);
                } catch (QueueUnavailableException e) {
                    // Cut off: it asks again.
                    Thread.onSpinWait();
                }
            }
            return ran;
        }

        private List<Lease> holding(Supplier<Collection<ClaimedJob>> claim) {
            lock.readLock().lock();
            try {
                List<Lease> claimed = claim.get().stream().map(ClaimedJob::lease).toList();
                held.addAll(claimed);
                return claimed;
            } finally {
                lock.readLock().unlock();
            }
        }

        Set<Lease> renew() throws InterruptedException {
            while (!enough.get()) {
                TimeUnit.MILLISECONDS.sleep(1);
                lock.writeLock().lock();
                try {
                    queue.renew(name, held, MINUTE);
                } finally {
                    lock.writeLock().unlock();
                }
            }
            return held;
        }
    }
}
