package dev.winnow.checks.faults;

import dev.winnow.checks.faults.Daemon.Fate;
import dev.winnow.checks.faults.Judge.Verdict;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real schedulers and workers from the distribution, under load, while they and their servers are killed, held up and
 * emptied. {@code tools/faults/run --kills N --seed S} runs it with more kills, or once more as it was.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated("its workers must not lose leases to others' load")
class FaultsIT {
    private static final int KILLS = Integer.getInteger("winnow.faults.kills", 40);
    private static final long SEED = Long.getLong("winnow.faults.seed", System.nanoTime());
    private static final int PER_SECOND = Integer.getInteger("winnow.faults.per-second", 120);
    private static final int WORKERS = 3;
    private static final int SCHEDULERS = 2;
    /** For so long nothing may have come of anything before the rest counts as stuck. */
    private static final Duration STUCK = Duration.ofSeconds(90);
    private static final String UNFINISHED = "SELECT COUNT(*) FROM job WHERE state IN ('requested', 'queued', 'running', "
            + "'retrying')";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Servers servers;
    private static Fleet fleet;
    private static Asker asker;
    private static Random random;

    @BeforeAll
    static void start() throws Exception {
        System.out.println("faults: seed " + SEED + ", " + KILLS + " kills, everything in " + folder);
        random = new Random(SEED);
        long start = System.nanoTime();
        servers = new Servers(folder);
        asker = new Asker(servers);
        fleet = new Fleet(servers, folder);
        long served = System.nanoTime();
        fleet.train();
        long trained = System.nanoTime();
        fleet.want(Role.SCHEDULER, SCHEDULERS);
        fleet.want(Role.WORKER, WORKERS);
        awaitWhole();
        System.out.printf(
                "faults: servers up in %.1f s, first start and stop of the daemons %.1f s, all at work in %.1f s%n",
                (served - start) / 1e9, (trained - served) / 1e9, (System.nanoTime() - trained) / 1e9);
    }

    @AfterAll
    static void stop() throws Exception {
        if (asker != null) {
            asker.close();
        }
        if (fleet != null) {
            fleet.close();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    @Order(1)
    void killedAtRandomUnderLoadNothingIsLostOrStuckAndEachOutcomeIsRecordedOnce() throws Exception {
        phase("kills", false, () -> {
            for (int i = 0; i < KILLS; i++) {
                Thread.sleep(300 + random.nextInt(900));
                victim().kill();
            }
        });
    }

    @Test
    @Order(2)
    void aFlushInTheMiddleLosesNothing() throws Exception {
        phase("flush", true, () -> {
            Thread.sleep(2000);
            servers.flushRedis();
            Thread.sleep(2000);
        });
    }

    @Test
    @Order(3)
    void redisKilledAndStartedAgainEmptyLosesNothing() throws Exception {
        phase("redis", true, () -> {
            Thread.sleep(2000);
            servers.killRedis();
            Thread.sleep(2000);
            servers.startRedis();
            Thread.sleep(1000);
        });
    }

    @Test
    @Order(4)
    void mysqlKilledAndStartedAgainLosesNothing() throws Exception {
        phase("mysql", false, () -> {
            Thread.sleep(2000);
            servers.killDatabase();
            Thread.sleep(1000);
            servers.startDatabase();
            Thread.sleep(1000);
        });
    }

    @Test
    @Order(5)
    void anotherSchedulerTakesTheLeadFromOneThatIsKilled() throws Exception {
        Waiting.until("somebody leads", Fleet.LEADER_LEASE.multipliedBy(10), () -> fleet.leader().isPresent());
        Daemon killed = fleet.leader().orElseThrow();
        phase("failover", false, () -> {
            Thread.sleep(1000);
            killed.kill();
            Waiting.until("another scheduler leads", Fleet.LEADER_LEASE.multipliedBy(5), () -> servers.count(
                    "SELECT COUNT(*) FROM leader_lease WHERE expires_at > UTC_TIMESTAMP(3) AND owner <> '" + killed
                            .id() + "'") == 1);
            Thread.sleep(1000);
        });
    }

    @Test
    @Order(6)
    void aWorkerHeldUpPastItsLeaseIsRefusedWhenItGoesOn() throws Exception {
        String by = "user:faults-pause";
        long id = asker.ask(by, List.of(append(6000))).getFirst();
        Waiting.until("job " + id + " has begun", Duration.ofSeconds(10), () -> runs(id) == 1);
        Daemon first = lines(id).getFirst().worker();

        first.pause();
        Waiting.until("another worker has done job " + id, Duration.ofSeconds(40),
                () -> state(id) == JobState.SUCCEEDED);
        Entry recorded = entry(by, id);
        first.goOn();

        Waiting.until("the first worker is at work again", Duration.ofSeconds(20), () -> {
            asker.ask(by, List.of(append(0), append(0), append(0), append(0)));
            return Line.of(first).stream().anyMatch(line -> line.job() > id);
        });
        assertThat(recorded.attempt()).isEqualTo(2);
        assertThat(recorded.crashes()).isEqualTo(1);
        assertThat(recorded.owner()).isNotNull().isNotEqualTo(first.id());
        assertThat(entry(by, id)).isEqualTo(recorded);
        awaitDrained(by);
        judge("pause", new Asked(), false);
    }

    @Test
    @Order(7)
    void aSignalToStopBurnsNothing() throws Exception {
        phase("stop", false, () -> {
            for (int i = 0; i < WORKERS; i++) {
                Thread.sleep(1500);
                Daemon worker = fleet.atWork(Role.WORKER).getFirst();
                assertThat(worker.terminate()).isEqualTo(143);
            }
        });
        assertThat(Entry.of(servers, "user:faults-stop")).allSatisfy(entry -> {
            assertThat(entry.crashes()).isZero();
            assertThat(entry.attempt()).isLessThanOrEqualTo(entry.type().equals("diagnostic.fail") ? 2 : 1);
        });
    }

    @Test
    @Order(8)
    void aJobThatKillsItsWorkerThreeTimesEndsDeadAndTheOthersGoOn() throws Exception {
        awaitWhole();
        int died = died();
        phase("poison", false, () -> {
            Thread.sleep(1000);
            asker.ask("user:faults-poison-itself", List.of(JobRequest.of("diagnostic.exit", Priority.P1, Map.of())));
            Thread.sleep(2000);
        });
        awaitDrained("user:faults-poison-itself");

        Entry poison = Entry.of(servers, "user:faults-poison-itself").getFirst();
        assertThat(poison.state()).isEqualTo(JobState.DEAD);
        assertThat(poison.crashes()).isEqualTo(3);
        assertThat(died() - died).isEqualTo(3);
        assertThat(Entry.of(servers, "user:faults-poison")).filteredOn(entry -> entry.state() == JobState.DEAD)
                .as("jobs that were on the workers that it killed").containsExactly(poison);
    }

    @Test
    @Order(9)
    void afterAllThatTheQueueIsEmptyAndEveryTickIsOnRecord() throws Exception {
        awaitWhole();
        Emptiness emptiness = new Emptiness(servers, asker.queue());
        // The schedule goes on to fire: now and then there is a moment in which none of its jobs is there.
        Waiting.until(() -> "nothing is left in Redis, but there is " + emptiness.leftovers(), Duration.ofSeconds(20),
                () -> emptiness.leftovers().isEmpty());
        Ticks.check(servers);
    }

    private static void phase(String name, boolean queueIsLost, Fault fault) throws Exception {
        awaitWhole();
        long start = System.nanoTime();
        Load load = new Load(asker, "user:faults-" + name, random, PER_SECOND, () -> servers.count(UNFINISHED));
        try {
            fault.run();
        } finally {
            load.close();
        }
        long loaded = System.nanoTime();
        awaitDrained("user:faults-" + name);
        System.out.printf("faults: %s took %.1f s under load and %.1f s to drain; %d answers did not come%n", name,
                (loaded
                        - start) / 1e9,
                (System.nanoTime() - loaded) / 1e9, load.repeated());
        judge(name, load.asked(), queueIsLost);
    }

    /** Mostly one that is at work, for that hurts most. */
    private static Daemon victim() throws InterruptedException {
        Waiting.until("a worker is at work", STUCK, () -> !fleet.atWork(Role.WORKER).isEmpty());
        List<Daemon> busy = Stream.of(Role.values()).flatMap(role -> fleet.atWork(role).stream()).toList();
        List<Daemon> all = random.nextInt(5) == 0 || busy.isEmpty() ? fleet.alive() : busy;
        return all.get(random.nextInt(all.size()));
    }

    private static void judge(String name, Asked asked, boolean queueWasLost) {
        Verdict verdict = new Judge(servers, fleet).judge("user:faults-" + name, asked, queueWasLost);
        System.out.println("faults: " + name + ": " + verdict.jobs() + " jobs " + verdict.states() + ", "
                + verdict.duplicates() + ", crashes " + verdict.crashes() + " (" + verdict.crashesNotBegun()
                + " not begun), wrong " + verdict.wrong().size());
        assertThat(verdict.wrong()).isEmpty();
        assertThat(verdict.jobs()).isPositive();
    }

    private static void awaitWhole() throws InterruptedException {
        Waiting.until("as many daemons as wanted are at work", Duration.ofSeconds(60),
                () -> fleet.atWork(Role.WORKER).size() == WORKERS
                        && fleet.atWork(Role.SCHEDULER).size() == SCHEDULERS);
    }

    /** However long it takes on a busy machine, as long as one job after the other is finished. */
    private static void awaitDrained(String by) throws InterruptedException {
        String left = UNFINISHED + " AND requested_by LIKE '" + by + "%'";
        for (long count = servers.count(left); count > 0;) {
            long before = count;
            Waiting.until(() -> "of " + before + " unfinished jobs one is finished; left: " + Entry.of(servers, by)
                    .stream().filter(entry -> !entry.isFinished()).limit(20)
                    .map(entry -> entry + " " + asker.queue().inspect(entry.id())).toList(),
                    STUCK, () -> servers.count(left) < before);
            count = servers.count(left);
        }
    }

    private static JobRequest append(int millis) {
        return JobRequest.of("diagnostic.append", Priority.P0, Map.of("file", "lines", "line", "held", "millis",
                millis));
    }

    private static List<Line> lines(long id) {
        return fleet.all().stream().flatMap(daemon -> Line.of(daemon).stream()).filter(line -> line.job() == id)
                .toList();
    }

    private static long runs(long id) {
        return lines(id).stream().filter(line -> !line.isEnd()).count();
    }

    private static Entry entry(String by, long id) {
        return Entry.of(servers, by).stream().filter(entry -> entry.id() == id).findFirst().orElseThrow();
    }

    private static JobState state(long id) {
        return JobState.ofCode(servers.query("SELECT state FROM job WHERE id = " + id, row -> row.getString(1))
                .getFirst());
    }

    private static int died() {
        return (int) fleet.all().stream().filter(daemon -> daemon.fate() == Fate.DIED).count();
    }

    /** What happens while jobs are asked for. */
    @FunctionalInterface
    private interface Fault {
        void run() throws Exception;
    }
}
