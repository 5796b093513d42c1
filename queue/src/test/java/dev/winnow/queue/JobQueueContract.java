package dev.winnow.queue;

import dev.winnow.plugin.spi.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every job queue promises. */
public abstract class JobQueueContract {
    protected static final Duration MINUTE = Duration.ofMinutes(1);
    protected static final Set<Priority> ALL = EnumSet.allOf(Priority.class);
    /** Ids are 63 bits: this one is no double. */
    protected static final long BIG = 9_007_199_254_740_993L;
    private static final Renewal NOTHING = new Renewal(Set.of(), Set.of());

    protected JobQueue queue;

    /** A queue that holds nothing. */
    protected abstract JobQueue emptyQueue();

    /** Another process's view of the same queue. */
    protected abstract JobQueue sameQueue();

    /** Puts this id at the end of p1 and this envelope under it, as somebody else may who can write there. */
    protected abstract void intrude(String id, String envelope);

    @BeforeEach
    void makeQueue() {
        queue = emptyQueue();
    }

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    protected static JobEnvelope job(long id, Priority priority) {
        return JobEnvelope.first(id, "test.job", priority);
    }

    private List<Long> claimIds(int max) {
        return queue.claim("a", ALL, max, MINUTE).stream().map(job -> job.envelope().jobId()).toList();
    }

    @Test
    void aJobIsClaimedAsItWasPushed() {
        JobPayload payload = new JobPayload("{\"größe\": 1.50, \"lines\": \"a\\nb\"}", "correlated \uD83D\uDE00", "Zoë",
                Instant.parse("2031-02-03T04:05:06.789012Z"), Duration.ofMillis(90_001), false, true);
        JobEnvelope pushed = new JobEnvelope(BIG, "häßlich \"quoted\" \\ \n type", Priority.P1, 7, 3, 2, payload);
        queue.push(List.of(pushed));
        List<ClaimedJob> claimed = queue.claim("worker one", ALL, 10, MINUTE);
        assertThat(claimed).hasSize(1);
        assertThat(claimed.getFirst().envelope()).isEqualTo(pushed);
        assertThat(claimed.getFirst().owner()).isEqualTo("worker one");
        assertThat(claimed.getFirst().lease()).isEqualTo(new Lease(BIG, 7, "worker one"));
        assertThat(queue.claim("b", ALL, 10, MINUTE)).isEmpty();
    }

    @Test
    void aLaneIsFirstInFirstOut() {
        queue.push(LongStream.range(0, 50).mapToObj(id -> job(BIG + id, Priority.P2)).toList());
        assertThat(claimIds(50)).isEqualTo(LongStream.range(0, 50).map(id -> BIG + id).boxed().toList());
    }

    @Test
    void whatTheQueueHoldsIsNotTakenTwice() {
        queue.push(List.of(job(1, Priority.P0), job(1, Priority.P0), job(2, Priority.P0), job(3, Priority.P0)));
        queue.pushDelayed(job(4, Priority.P0), MINUTE);
        Lease running = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0), job(3, Priority.P1), job(4, Priority.P0)));
        queue.pushDelayed(job(2, Priority.P0), MINUTE);
        assertThat(depths()).containsExactly(2L, 0L, 0L);
        queue.acknowledge(List.of(running));
        queue.push(List.of(job(1, Priority.P0)));
        assertThat(depths()).containsExactly(3L, 0L, 0L);
    }

    @Test
    void onlyTheLanesAskedForAreClaimed() {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P1), job(3, Priority.P2)));
        assertThat(queue.claim("a", Set.of(Priority.P2), 5, MINUTE)).extracting(c -> c.envelope().jobId())
                .containsExactly(3L);
        assertThat(queue.claim("a", Set.of(), 5, MINUTE)).isEmpty();
        assertThat(queue.claim("a", ALL, 0, MINUTE)).isEmpty();
    }

    @Test
    void ofEachFourteenClaimsTenAreP0ThreeP1AndOneP2HoweverTheyAreAskedFor() {
        for (Priority priority : Priority.values()) {
            queue.push(
                    LongStream.range(0, 300).mapToObj(id -> job(1000L * priority.ordinal() + id, priority)).toList());
        }
        Random random = new Random(7);
        Map<Priority, Integer> shares = Map.of(Priority.P0, 10, Priority.P1, 3, Priority.P2, 1);
        int[] taken = new int[shares.size()];
        for (int all = 0; all < 280; all = Arrays.stream(taken).sum()) {
            int max = 1 + random.nextInt(20);
            List<Integer> lanes = queue.claim("a" + max, ALL, max, MINUTE).stream()
                    .map(job -> job.envelope().priority().ordinal()).toList();
            assertThat(lanes).hasSize(max).isSorted();
            lanes.forEach(lane -> taken[lane]++);
            double rounds = (all + max) / 14.0;
            shares.forEach((lane, share) -> assertThat(taken[lane.ordinal()]).as("%s after %f rounds", lane, rounds)
                    .isBetween((int) Math.floor(rounds * share), (int) Math.ceil(rounds * share)));
        }
    }

    @Test
    void anUnusedShareGoesToTheHighestThatWaits() {
        queue.push(LongStream.range(0, 100).mapToObj(id -> job(100 + id, Priority.P1)).toList());
        queue.push(LongStream.range(0, 100).mapToObj(id -> job(200 + id, Priority.P2)).toList());
        List<ClaimedJob> claimed = queue.claim("a", ALL, 28, MINUTE);
        assertThat(claimed).hasSize(28);
        assertThat(claimed.stream().filter(c -> c.envelope().priority() == Priority.P1)).hasSize(26);
        assertThat(claimed.stream().filter(c -> c.envelope().priority() == Priority.P2)).hasSize(2);
    }

    @Test
    void aConsumerOfFewLanesDoesNotUseUpTheTurnsOfTheOthers() {
        for (Priority priority : Priority.values()) {
            queue.push(
                    LongStream.range(0, 300).mapToObj(id -> job(1000L * priority.ordinal() + id, priority)).toList());
        }
        int p2 = 0;
        for (int i = 0; i < 140; i++) {
            queue.claim("few", EnumSet.of(Priority.P0, Priority.P1), 1, MINUTE);
            queue.claim("reserved", EnumSet.of(Priority.P0), 1, MINUTE);
            p2 += queue.claim("all", ALL, 1, MINUTE).getFirst().envelope().priority() == Priority.P2 ? 1 : 0;
        }
        assertThat(p2).isEqualTo(10);
    }

    @Test
    void noJobHasTwoOwnersHoweverManyClaimAtOnce() throws Exception {
        int jobs = 2000;
        queue.push(IntStream.range(0, jobs).mapToObj(id -> job(id, Priority.values()[id % 3])).toList());
        Map<Long, String> owners = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String owner = "owner " + thread;
                all.add(threads.submit(() -> {
                    List<ClaimedJob> claimed;
                    do {
                        claimed = queue.claim(owner, ALL, 7, MINUTE);
                        for (ClaimedJob job : claimed) {
                            assertThat(owners.put(job.envelope().jobId(), owner)).isNull();
                        }
                    } while (!claimed.isEmpty());
                }));
            }
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(owners).hasSize(jobs);
        assertThat(queue.lanes()).extracting(LaneStatus::running).containsExactly(667L, 667L, 666L);
    }

    @Test
    void anEndedLeaseGoesToAnotherWithTheNextAttemptAndACrash() throws Exception {
        queue.push(List.of(job(1, Priority.P1), job(2, Priority.P1)));
        Lease lost = queue.claim("dead", ALL, 1, Duration.ofMillis(1)).getFirst().lease();
        assertThat(Await.expired(queue, 1, 3))
                .containsExactly(new JobEnvelope(1, "test.job", Priority.P1, 2, 0, 1, JobPayload.IN_LEDGER));
        ClaimedJob again = queue.claim("alive", ALL, 1, MINUTE).getFirst();
        assertThat(again.envelope())
                .isEqualTo(new JobEnvelope(1, "test.job", Priority.P1, 2, 0, 1, JobPayload.IN_LEDGER));

        assertThat(queue.renew("dead", List.of(lost), MINUTE).lost()).containsExactly(1L);
        assertThat(queue.renew("alive", List.of(again.lease()), MINUTE).lost()).isEmpty();
        assertThat(queue.acknowledge(List.of(lost))).containsExactly(1L);
        assertThat(queue.release(List.of(new Release(lost, Duration.ZERO, true)))).containsExactly(1L);
        queue.handBack(List.of(lost));
        assertThat(queue.find(List.of(1L))).containsEntry(1L, Presence.RUNNING);
        assertThat(queue.acknowledge(List.of(again.lease()))).isEmpty();
        assertThat(queue.find(List.of(1L))).containsEntry(1L, Presence.ABSENT);
    }

    @Test
    void aRenewedLeaseDoesNotEnd() throws Exception {
        queue.push(List.of(job(1, Priority.P1), job(2, Priority.P1)));
        Lease lease = queue.claim("a", ALL, 1, Duration.ofMillis(50)).getFirst().lease();
        assertThat(queue.renew("a", List.of(lease), MINUTE)).isEqualTo(NOTHING);
        queue.claim("b", ALL, 1, Duration.ofMillis(50));
        assertThat(Await.expired(queue, 1, 3)).as("the later lease ends").extracting(JobEnvelope::jobId)
                .containsExactly(2L);
        assertThat(queue.acknowledge(List.of(lease))).isEmpty();
    }

    @Test
    void theThirdCrashIsForTheDeadLetters() throws Exception {
        queue.push(List.of(job(1, Priority.P2)));
        for (int crash = 1; crash <= 3; crash++) {
            assertThat(queue.claim("a", ALL, 1, Duration.ofMillis(1))).hasSize(1);
            assertThat(Await.expired(queue, 1, 3)).extracting(JobEnvelope::crashes).containsExactly(crash);
        }
        assertThat(queue.find(List.of(1L))).containsEntry(1L, Presence.DEAD);
        assertThat(queue.claim("a", ALL, 1, MINUTE)).isEmpty();
        queue.push(List.of(job(1, Priority.P2)));
        assertThat(queue.find(List.of(1L))).as("pushed again by hand").containsEntry(1L, Presence.WAITING);
    }

    @Test
    void aRetryComesBackAfterItsDelayWithTheNextAttempt() throws Exception {
        queue.push(List.of(job(BIG, Priority.P0), job(1, Priority.P0)));
        List<Lease> leases = queue.claim("a", ALL, 2, MINUTE).stream().map(ClaimedJob::lease).toList();
        assertThat(queue.release(List.of(new Release(leases.getLast(), MINUTE, true)))).isEmpty();
        assertThat(queue.find(List.of(1L))).containsEntry(1L, Presence.DELAYED);
        assertThat(queue.promoteDelayed(10)).isZero();
        assertThat(queue.release(List.of(new Release(leases.getFirst(), Duration.ofMillis(3), true)))).isEmpty();
        Await.until("the retry is due", () -> queue.promoteDelayed(10) == 1);
        assertThat(queue.claim("a", ALL, 5, MINUTE)).singleElement().extracting(ClaimedJob::envelope)
                .isEqualTo(new JobEnvelope(BIG, "test.job", Priority.P0, 2, 1, 0, JobPayload.IN_LEDGER));
    }

    @Test
    void aRetryWithoutDelayIsThereAtOnce() {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0)));
        Lease lease = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
        assertThat(queue.release(List.of(new Release(lease, Duration.ZERO, true)))).isEmpty();
        assertThat(claimIds(5)).containsExactly(2L, 1L);
    }

    @Test
    void whatIsHandedBackIsFirstAgainInItsOrderAndHasLostNoAttempt() {
        queue.push(LongStream.rangeClosed(1, 5).mapToObj(id -> job(id, Priority.P0)).toList());
        List<Lease> leases = queue.claim("a", ALL, 3, MINUTE).stream().map(ClaimedJob::lease).toList();
        queue.handBack(leases);
        List<ClaimedJob> again = queue.claim("b", ALL, 5, MINUTE);
        assertThat(again).extracting(c -> c.envelope().jobId()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(again).allMatch(c -> c.envelope().attempt() == 1 && c.envelope().crashes() == 0);
    }

    @Test
    void waitingAndDelayedJobsCanBeTakenOutButNotRunningOnes() {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0), job(3, Priority.P1)));
        queue.pushDelayed(job(4, Priority.P2), MINUTE);
        queue.claim("a", ALL, 1, MINUTE);
        assertThat(queue.remove(List.of(1L, 2L, 4L, 5L))).containsExactlyInAnyOrder(2L, 4L);
        assertThat(queue.find(List.of(1L, 2L, 3L, 4L, 5L))).isEqualTo(Map.of(1L, Presence.RUNNING, 2L, Presence.ABSENT,
                3L, Presence.WAITING, 4L, Presence.ABSENT, 5L, Presence.ABSENT));
        assertThat(depths()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void theLanesTellDepthRunningAndAge() throws Exception {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0), job(3, Priority.P2)));
        queue.claim("a", Set.of(Priority.P0), 1, MINUTE);
        Await.until("the job of p0 has waited for a while",
                () -> queue.lanes().getFirst().oldestAge().toMillis() >= 15);
        List<LaneStatus> lanes = queue.lanes();
        assertThat(lanes).extracting(LaneStatus::priority).containsExactly(Priority.P0, Priority.P1, Priority.P2);
        assertThat(lanes).extracting(LaneStatus::depth).containsExactly(1L, 0L, 1L);
        assertThat(lanes).extracting(LaneStatus::running).containsExactly(1L, 0L, 0L);
        assertThat(lanes.get(0).oldestAge()).isBetween(Duration.ofMillis(15), Duration.ofSeconds(20));
        assertThat(lanes.get(1).oldestAge()).isZero();
    }

    @Test
    void aWaitingWorkerIsHandedAJobByAPushOfAnotherProcess() throws Exception {
        assertThat(queue.claim("a", ALL, 1, MINUTE)).isEmpty();
        Future<List<ClaimedJob>> waiting = waiting("a", ALL, MINUTE);
        long start = System.nanoTime();
        try (JobQueue scheduler = sameQueue()) {
            scheduler.push(List.of(job(1, Priority.P0)));
            assertThat(waiting.get(25, TimeUnit.SECONDS)).extracting(ClaimedJob::lease)
                    .containsExactly(new Lease(1, 1, "a"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aWakeUpBetweenClaimAndWaitIsNotLost() throws Exception {
        assertThat(queue.claim("a", ALL, 1, MINUTE)).isEmpty();
        queue.push(List.of(job(1, Priority.P0)));
        long start = System.nanoTime();
        assertThat(queue.awaitWork("a", ALL, MINUTE, Duration.ofSeconds(20))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(claimIds(1)).containsExactly(1L);
    }

    @Test
    void waitingForWorkEndsAfterItsTimeAndIsNoSpin() throws Exception {
        queue.claim("a", ALL, 1, MINUTE);
        long start = System.nanoTime();
        assertThat(queue.awaitWork("a", ALL, MINUTE, Duration.ofMillis(300))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(290),
                Duration.ofSeconds(5));
    }

    @Test
    void eachOfSeveralThatWaitIsHandedOneOfSeveralJobs() throws Exception {
        List<Future<List<ClaimedJob>>> waiting = List.of(waiting("first", ALL, MINUTE), waiting("second", ALL, MINUTE));
        queue.push(List.of(job(1, Priority.P2), job(2, Priority.P0), job(3, Priority.P1)));
        List<Lease> leases = new ArrayList<>();
        for (Future<List<ClaimedJob>> each : waiting) {
            ClaimedJob handed = each.get(25, TimeUnit.SECONDS).getFirst();
            assertThat(handed.leaseUntil()).isAfter(Instant.now().plusSeconds(20));
            leases.add(handed.lease());
        }
        assertThat(leases).extracting(Lease::owner).containsExactly("first", "second");
        assertThat(leases).extracting(Lease::jobId).containsExactlyInAnyOrder(2L, 3L);
        assertThat(queue.lanes()).extracting(LaneStatus::running).containsExactly(1L, 1L, 0L);
        assertThat(queue.renew("first", leases.subList(0, 1), MINUTE)).isEqualTo(NOTHING);
        assertThat(queue.acknowledge(leases)).isEmpty();
        assertThat(claimIds(5)).containsExactly(1L);
        assertThat(queue.lanes()).extracting(LaneStatus::running).containsExactly(0L, 0L, 1L);
    }

    @Test
    void nobodyIsHandedWhatIsPausedOrInALaneThatHeDoesNotAskFor() throws Exception {
        queue.pause(Set.of(Priority.P1), true);
        queue.push(List.of(job(1, Priority.P1)));
        Future<List<ClaimedJob>> waiting = waiting("a", Set.of(Priority.P1, Priority.P2), MINUTE);
        queue.push(List.of(job(2, Priority.P1), job(3, Priority.P0)));
        queue.push(List.of(job(4, Priority.P2)));
        assertThat(waiting.get(25, TimeUnit.SECONDS)).as("neither the second nor the third").extracting(
                ClaimedJob::lease).containsExactly(new Lease(4, 1, "a"));
        Future<List<ClaimedJob>> again = waiting("a", Set.of(Priority.P1), MINUTE);
        queue.pause(Set.of(Priority.P1), false);
        assertThat(again.get(25, TimeUnit.SECONDS)).as("time to claim").isEmpty();
        assertThat(depths()).containsExactly(1L, 2L, 0L);
    }

    @Test
    void whateverBringsAJobBackWakesWhoWaits() throws Exception {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0), job(3, Priority.P0)));
        queue.pushDelayed(job(4, Priority.P0), Duration.ofMillis(1));
        List<Lease> leases = queue.claim("a", ALL, 2, MINUTE).stream().map(ClaimedJob::lease).toList();
        assertThat(queue.claim("dead", ALL, 1, Duration.ofMillis(1))).hasSize(1);
        List<Callable<Boolean>> causes = List.of(() -> {
            queue.handBack(leases.subList(0, 1));
            return true;
        }, () -> queue.release(List.of(new Release(leases.get(1), Duration.ZERO, true))).isEmpty(),
                () -> queue.promoteDelayed(10) == 1, () -> queue.expireLeases(10, 3).size() == 1);
        for (Callable<Boolean> cause : causes) {
            Future<List<ClaimedJob>> waiting = waiting("b", ALL, MINUTE);
            Await.until("it has brought one back", cause);
            assertThat(waiting.get(25, TimeUnit.SECONDS)).as("time to claim").isEmpty();
            assertThat(queue.claim("b", ALL, 9, MINUTE)).hasSize(1);
        }
    }

    @Test
    void aWaitThatIsEndedEndsAtOnceAndNothingIsHandedOverAfterIt() throws Exception {
        Future<List<ClaimedJob>> waiting = waiting("a", ALL, MINUTE);
        long start = System.nanoTime();
        queue.endWaits();
        assertThat(waiting.get(25, TimeUnit.SECONDS)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
        queue.push(List.of(job(1, Priority.P0)));
        assertThat(depths()).containsExactly(1L, 0L, 0L);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.awaitWork("a", ALL, MINUTE, MINUTE)).isInstanceOf(InterruptedException.class);
        assertThat(claimIds(1)).containsExactly(1L);
    }

    @Test
    void whatWasHandedOverCanBeCalledOffAndItsLeaseEnds() throws Exception {
        Future<List<ClaimedJob>> waiting = waiting("a", ALL, MINUTE);
        queue.push(List.of(job(BIG, Priority.P0)));
        Lease lease = waiting.get(25, TimeUnit.SECONDS).getFirst().lease();
        assertThat(queue.remove(List.of(BIG))).isEmpty();
        assertThat(queue.cancel(List.of(BIG))).containsExactly(BIG);
        assertThat(queue.renew("a", List.of(lease), Duration.ofMillis(1)).cancelled()).containsExactly(BIG);
        List<JobEnvelope> expired = new ArrayList<>();
        Await.until("the end of its lease", () -> expired.addAll(queue.expireLeases(10, 3)));
        assertThat(expired).extracting(JobEnvelope::attempt).containsExactly(2);
        assertThat(queue.find(List.of(BIG))).containsEntry(BIG, Presence.ABSENT);
    }

    /** A worker that waits by now. */
    private Future<List<ClaimedJob>> waiting(String owner, Set<Priority> lanes, Duration lease)
            throws InterruptedException {
        FutureTask<List<ClaimedJob>> wait = new FutureTask<>(
                () -> queue.awaitWork(owner, lanes, lease, Duration.ofSeconds(20)));
        Thread worker = Thread.ofPlatform().daemon().start(wait);
        Await.until("it waits", () -> Arrays.stream(worker.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("blpop")));
        return wait;
    }

    @Test
    void theRingWakesTheScheduler() throws Exception {
        listen();
        try (JobQueue other = sameQueue()) {
            other.ring();
            long start = System.nanoTime();
            queue.awaitRing(Duration.ofSeconds(20));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void acknowledgingAndClaimingGoInOneStep() {
        queue.push(LongStream.range(0, 10).mapToObj(id -> job(id, Priority.P1)).toList());
        Exchange first = queue.exchange("a", List.of(), ALL, 4, MINUTE);
        assertThat(first.lost()).isEmpty();
        List<Lease> done = new ArrayList<>(first.claimed().stream().map(ClaimedJob::lease).toList());
        done.add(new Lease(9, 1, "a"));
        done.add(new Lease(0, 2, "a"));
        done.add(new Lease(1, 1, "another"));
        Exchange second = queue.exchange("a", done, ALL, 4, MINUTE);
        assertThat(second.lost()).containsExactlyInAnyOrder(9L, 0L, 1L);
        assertThat(second.claimed()).extracting(c -> c.envelope().jobId()).containsExactly(4L, 5L, 6L, 7L);
        assertThat(queue.exchange("a", List.of(done.getFirst()), Set.of(), 1, MINUTE))
                .isEqualTo(new Exchange(Set.of(0L), List.of()));
        assertThat(queue.find(List.of(0L, 1L, 2L, 3L)).values()).containsOnly(Presence.ABSENT);
        LaneStatus lane = queue.lanes().get(1);
        assertThat(lane).isEqualTo(new LaneStatus(Priority.P1, 2, 4, 0, lane.oldestAge(), false, 10, 4));
    }

    private boolean hasEnded(long id) {
        return Objects.requireNonNull(queue.inspect(id).leaseUntil()).plusMillis(1).isBefore(Instant.now());
    }

    @Test
    void anOwnersLeaseIsOneForAllThatItHolds() throws Exception {
        queue.push(LongStream.range(0, 6).mapToObj(id -> job(id, Priority.P0)).toList());
        queue.claim("a", ALL, 3, Duration.ofMillis(1));
        queue.claim("b", ALL, 3, Duration.ofMillis(1));
        Await.until("both leases have ended", () -> hasEnded(0) && hasEnded(3));
        List<Lease> held = LongStream.range(0, 3).mapToObj(id -> new Lease(id, 1, "a")).toList();
        assertThat(queue.renew("a", held, MINUTE)).as("ended, but not expired yet").isEqualTo(NOTHING);
        assertThat(queue.expireLeases(10, 3)).extracting(JobEnvelope::jobId).containsExactlyInAnyOrder(3L, 4L, 5L);
        assertThat(queue.renew("b", List.of(new Lease(3, 1, "b")), MINUTE).lost()).containsExactly(3L);
        assertThat(queue.acknowledge(List.of(new Lease(0, 1, "a")))).isEmpty();
    }

    @Test
    void whatAnOwnerHoldsWithoutKnowingGoesBackWhenItRenews() {
        queue.push(LongStream.range(0, 6).mapToObj(id -> job(id, Priority.values()[(int) id % 2])).toList());
        List<Lease> known = queue.claim("a", ALL, 2, MINUTE).stream().map(ClaimedJob::lease).toList();
        List<Long> unheard = claimIds(3);
        assertThat(queue.renew("a", known, MINUTE)).isEqualTo(NOTHING);
        assertThat(queue.find(unheard).values()).containsOnly(Presence.WAITING);
        assertThat(queue.renew("a", known, MINUTE)).isEqualTo(NOTHING);
        assertThat(queue.find(known.stream().map(Lease::jobId).toList()).values()).containsOnly(Presence.RUNNING);
        assertThat(queue.claim("b", ALL, 9, MINUTE)).hasSize(4).allMatch(job -> job.envelope().attempt() == 1);
        assertThat(queue.acknowledge(known)).isEmpty();
    }

    @Test
    void whatIsReleasedWithoutAFailureKeepsItsAttempt() {
        queue.push(List.of(job(1, Priority.P0)));
        Lease lease = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
        assertThat(queue.release(List.of(new Release(lease, Duration.ZERO, false)))).isEmpty();
        assertThat(queue.claim("b", ALL, 1, MINUTE).getFirst().envelope()).isEqualTo(job(1, Priority.P0));
    }

    @Test
    void aJobThatIsTakenOutAndPushedAgainIsHandedOutOnce() {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0), job(3, Priority.P0)));
        assertThat(queue.remove(List.of(1L, 2L))).hasSize(2);
        queue.push(List.of(job(1, Priority.P0)));
        assertThat(depths()).containsExactly(2L, 0L, 0L);
        assertThat(claimIds(10)).containsExactlyInAnyOrder(1L, 3L);
        assertThat(depths()).containsExactly(0L, 0L, 0L);
        assertThat(queue.lanes().getFirst().running()).isEqualTo(2);
    }

    @Test
    void aLaneOfWhichMostWasTakenOutStillHandsOutTheRest() {
        List<Long> ids = LongStream.range(0, 6000).boxed().toList();
        queue.push(ids.stream().map(id -> job(id, Priority.P2)).toList());
        assertThat(queue.remove(ids.subList(0, 5990))).hasSize(5990);
        assertThat(depths()).containsExactly(0L, 0L, 10L);
        assertThat(claimIds(5)).containsExactly(5990L, 5991L, 5992L, 5993L, 5994L);
        assertThat(queue.remove(ids.subList(5995, 6000))).hasSize(5);
        assertThat(claimIds(5)).isEmpty();
        assertThat(depths()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void aPausedLaneHandsOutNothingUntilItGoesOn() {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P1)));
        Lease running = queue.claim("running", Set.of(Priority.P0), 1, MINUTE).getFirst().lease();
        queue.push(List.of(job(3, Priority.P0)));
        queue.pause(Set.of(Priority.P0, Priority.P2), true);
        assertThat(queue.lanes()).extracting(LaneStatus::paused).containsExactly(true, false, true);
        assertThat(claimIds(5)).containsExactly(2L);
        assertThat(queue.renew("running", List.of(running), MINUTE)).isEqualTo(NOTHING);
        queue.pause(Set.of(Priority.P0, Priority.P2), false);
        assertThat(queue.lanes()).extracting(LaneStatus::paused).containsOnly(false);
        assertThat(claimIds(5)).containsExactly(3L);
    }

    @Test
    void aRunningJobIsAskedToStop() throws Exception {
        List<Long> heard = new CopyOnWriteArrayList<>();
        queue.onCancel(heard::add);
        queue.push(List.of(job(BIG, Priority.P0)));
        Lease first = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
        try (JobQueue scheduler = sameQueue()) {
            Await.until("messages reach the queue", () -> {
                scheduler.cancel(List.of(BIG));
                return heard.contains(BIG);
            });
        }
        queue.acknowledge(List.of(first));
        queue.push(LongStream.rangeClosed(1, 4).mapToObj(id -> job(id, Priority.P0)).toList());
        List<Lease> leases = queue.claim("a", ALL, 2, MINUTE).stream().map(ClaimedJob::lease).toList();
        try (JobQueue scheduler = sameQueue()) {
            assertThat(scheduler.cancel(List.of(1L, 2L, 3L, 99L))).containsExactlyInAnyOrder(1L, 2L);
        }
        Await.until("it is told", () -> heard.containsAll(List.of(1L, 2L)));
        assertThat(heard).filteredOn(id -> id != BIG).containsExactlyInAnyOrder(1L, 2L);
        assertThat(queue.renew("a", leases, MINUTE)).isEqualTo(new Renewal(Set.of(), Set.of(1L, 2L)));
        assertThat(queue.inspect(1).cancelling()).isTrue();
        queue.acknowledge(List.of(leases.getFirst()));
        assertThat(queue.renew("a", leases, MINUTE)).isEqualTo(new Renewal(Set.of(1L), Set.of(2L)));
    }

    @Test
    void whoeverDiesWithAJobThatIsToStopTakesItAlong() throws Exception {
        queue.push(List.of(job(1, Priority.P0)));
        queue.claim("a", ALL, 1, Duration.ofMillis(1));
        assertThat(queue.cancel(List.of(1L))).hasSize(1);
        assertThat(Await.expired(queue, 1, 3)).extracting(JobEnvelope::jobId).containsExactly(1L);
        assertThat(queue.find(List.of(1L))).containsEntry(1L, Presence.ABSENT);
        queue.push(List.of(job(1, Priority.P0)));
        queue.claim("a", ALL, 1, MINUTE);
        assertThat(queue.inspect(1).cancelling()).as("asked of the one before").isFalse();
    }

    @Test
    void oneJobIsToldOfInFull() {
        queue.push(LongStream.rangeClosed(1, 5).mapToObj(id -> job(id, Priority.P1)).toList());
        ClaimedJob claimed = queue.claim("worker one", ALL, 1, MINUTE).getFirst();
        queue.pushDelayed(job(6, Priority.P2), MINUTE);
        assertThat(queue.inspect(1)).isEqualTo(new JobSighting(Presence.RUNNING, 1, null, "worker one",
                claimed.leaseUntil(), null, false));
        assertThat(queue.inspect(4)).isEqualTo(new JobSighting(Presence.WAITING, 1, 2L, null, null, null, false));
        JobSighting delayed = queue.inspect(6);
        assertThat(delayed.presence()).isEqualTo(Presence.DELAYED);
        assertThat(delayed.dueAt()).isAfterOrEqualTo(claimed.leaseUntil());
        assertThat(queue.inspect(7)).isEqualTo(new JobSighting(Presence.ABSENT, 0, null, null, null, null, false));
    }

    @Test
    void theLastMarkIsToldToWhoeverLeavesTheNext() {
        assertThat(queue.mark("one")).isEmpty();
        assertThat(queue.mark("zwölf 2")).isEqualTo("one");
        assertThat(queue.mark("three")).isEqualTo("zwölf 2");
    }

    @Test
    void anEnvelopeThatIsTooLargeIsRefusedByName() {
        JobPayload huge = new JobPayload("x".repeat(300_000), null, null, null, null, false, false);
        assertThatThrownBy(() -> queue.push(List.of(new JobEnvelope(77, "test.job", Priority.P0, 1, 0, 0, huge))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("job 77 (test.job)");
        JobPayload large = new JobPayload("x".repeat(260_000), null, null, null, null, false, false);
        queue.push(List.of(new JobEnvelope(78, "test.job", Priority.P0, 1, 0, 0, large)));
        assertThat(queue.claim("a", ALL, 1, MINUTE).getFirst().envelope().payload()).isEqualTo(large);
    }

    @Test
    void tenThousandGoInOnePush() {
        queue.push(LongStream.range(0, 10_000).mapToObj(id -> job(BIG + id, Priority.P1)).toList());
        assertThat(queue.claim("a", ALL, 10_000, MINUTE)).hasSize(10_000);
        assertThat(queue.lanes().get(1).running()).isEqualTo(10_000);
    }

    @Test
    void longListsGoThrough() {
        List<Long> ids = LongStream.range(0, 3500).boxed().toList();
        queue.push(ids.stream().map(id -> job(id, Priority.P2)).toList());
        List<Lease> leases = queue.claim("a", ALL, 3000, MINUTE).stream().map(ClaimedJob::lease).toList();
        assertThat(leases).hasSize(3000);
        assertThat(queue.renew("a", leases, MINUTE)).isEqualTo(NOTHING);
        queue.handBack(leases);
        assertThat(claimIds(3500)).isEqualTo(ids);
        assertThat(queue.find(ids).values()).containsOnly(Presence.RUNNING);
    }

    /** Waits until messages reach the queue: until then it looks again every second. */
    @Test
    void aQueueThatAnswersAndKeepsJobsMayBeWorkedWith() {
        assertThatCode(queue::examine).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void anIdThatIsNoneOfOursGoesToTheDeadLettersWithItsEnvelopeAndTheLaneGoesOn(int max) {
        String envelope = "1 1 1 0 0 1763817600000 - {\"t\":\"test.job\"}";
        List<String> foreign = List.of("99999999999999999999", "9223372036854775808", "abc", "-5", "", "007", "1 2");
        queue.push(List.of(job(7, Priority.P1)));
        foreign.forEach(id -> intrude(id, envelope));
        queue.push(List.of(job(Long.MAX_VALUE, Priority.P1)));
        List<ClaimedJob> claimed = new ArrayList<>(queue.claim("a", ALL, max, MINUTE));
        claimed.addAll(queue.claim("a", ALL, max, MINUTE));
        assertThat(claimed).extracting(job -> job.envelope().jobId()).containsExactly(7L, Long.MAX_VALUE);
        assertThat(queue.deadLetters(10)).hasSize(foreign.size()).allMatch(letter -> letter.jobId() == null
                && letter.reason().equals("malformed") && letter.lane().equals("p1"))
                .extracting(letter -> new String(letter.bytes(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(foreign.stream().map(id -> id + " " + envelope).toList());
        List<Lease> leases = claimed.stream().map(ClaimedJob::lease).toList();
        assertThat(queue.renew("a", leases, MINUTE)).isEqualTo(NOTHING);
        assertThat(queue.acknowledge(leases)).isEmpty();
        assertThat(depths()).containsExactly(0L, 0L, 0L);
    }

    private void listen() throws InterruptedException {
        queue.awaitRing(Duration.ofMillis(10));
        queue.awaitRing(Duration.ofMillis(500));
    }

    protected List<Long> depths() {
        return queue.lanes().stream().map(LaneStatus::depth).toList();
    }
}
