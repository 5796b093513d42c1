package dev.winnow.worker;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Runners run when the test says so, in its own thread. */
class BacklogTest {
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<Long> started = new ArrayList<>();

    private Backlog backlog(int slots, int reserved) {
        return new Backlog(slots, reserved, threads::add, job -> started.add(job.lease().jobId()));
    }

    private static HeldJob job(long id, Priority priority) {
        return new HeldJob(new ClaimedJob(JobEnvelope.first(id, "noop", priority), "worker", Instant.MAX, false), null,
                null);
    }

    private static List<HeldJob> jobs(Priority priority, long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(id -> job(id, priority)).toList();
    }

    /** Has the backlog believe that jobs take so long. */
    private static void teach(Backlog backlog, Duration time) {
        Runner runner = new Runner(backlog, true, job -> {
        });
        runner.markAbandoned();
        for (int i = 0; i < 200; i++) {
            backlog.next(runner, time.toNanos());
        }
    }

    @Test
    void whatWaitsStartsInOrderOfPriorityWhateverCameFirst() {
        Backlog backlog = backlog(1, 0);
        backlog.add(jobs(Priority.P2, 1, 3));
        backlog.add(List.of(job(4, Priority.P1)));
        backlog.add(List.of(job(5, Priority.P0)));

        assertThat(threads).hasSize(1);
        threads.remove().run();

        assertThat(started).containsExactly(5L, 4L, 1L, 2L, 3L);
    }

    @Test
    void noMoreThreadsAreAskedForThanThereAreSlotsOrJobs() {
        Backlog backlog = backlog(4, 2);
        backlog.add(jobs(Priority.P2, 1, 3));
        assertThat(threads).hasSize(3);
        backlog.add(jobs(Priority.P2, 4, 100));
        assertThat(threads).hasSize(4);
    }

    @Test
    void slotsKeptForP0TakeOnlyThatAndOnlyOnTopOfTheOthers() {
        Backlog backlog = backlog(1, 2);
        backlog.add(jobs(Priority.P1, 1, 3));
        backlog.add(jobs(Priority.P0, 4, 5));
        assertThat(threads).hasSize(3);

        threads.removeLast().run();

        assertThat(started).containsExactly(4L, 5L);
    }

    @Test
    void aFreeSlotIsAllThatIsWantedWhereNothingIsKnownOfJobsOrTheyAreLong() throws Exception {
        Backlog backlog = backlog(3, 0);
        assertThat(backlog.awaitRoom(false, Duration.ZERO)).isEqualTo(3);
        teach(backlog, Duration.ofSeconds(5));
        backlog.add(jobs(Priority.P2, 1, 2));

        assertThat(backlog.awaitRoom(false, Duration.ZERO)).as("two threads start, one slot is free").isZero();
        threads.remove().run();
        assertThat(backlog.awaitRoom(false, Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void tinyJobsAreHeldReadyByTheHundredsAndFetchedByHalves() throws Exception {
        Backlog backlog = backlog(2, 0);
        teach(backlog, Duration.ofNanos(2_000));

        int room = backlog.awaitRoom(false, Duration.ZERO);
        assertThat(room).isBetween(500, 520);
        backlog.add(jobs(Priority.P2, 1, room));
        assertThat(backlog.awaitRoom(false, Duration.ZERO)).isZero();
    }

    @Test
    void oneLongJobAmongTinyOnesEndsThat() throws Exception {
        Backlog backlog = backlog(2, 0);
        teach(backlog, Duration.ofNanos(2_000));
        Runner runner = new Runner(backlog, true, job -> {
        });
        runner.markAbandoned();

        backlog.next(runner, Duration.ofSeconds(1).toNanos());

        assertThat(backlog.awaitRoom(false, Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void whatHasWaitedTooLongIsTakenOutAndNothingIsHeldReadyThen() throws Exception {
        Backlog backlog = backlog(1, 0);
        teach(backlog, Duration.ofNanos(2_000));
        backlog.add(jobs(Priority.P2, 1, 10));

        assertThat(backlog.takeOverdue(Duration.ofMinutes(1))).isEmpty();
        assertThat(backlog.takeOverdue(Duration.ZERO)).hasSize(10);
        assertThat(backlog.awaitRoom(false, Duration.ZERO)).as("its one slot is taken").isZero();
    }

    @Test
    void slotsKeptForP0WantJobsOnlyWhileTheOthersHaveWork() throws Exception {
        Backlog backlog = backlog(1, 2);
        assertThat(backlog.awaitRoom(true, Duration.ZERO)).isZero();
        backlog.flowing(true);
        assertThat(backlog.awaitRoom(true, Duration.ZERO)).isEqualTo(2);
        backlog.flowing(false);
        assertThat(backlog.awaitRoom(true, Duration.ZERO)).isZero();
    }

    @Test
    void slotsKeptForP0WantJobsOnceTheOthersWereHandedAsManyAsTheyTake() throws Exception {
        Backlog backlog = backlog(2, 1);
        backlog.flowing(false);
        backlog.add(List.of(job(1, Priority.P2)));
        assertThat(backlog.awaitRoom(true, Duration.ZERO)).as("a free slot serves p0").isZero();
        CompletableFuture<Integer> told = CompletableFuture.supplyAsync(() -> {
            try {
                return backlog.awaitRoom(true, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        backlog.add(List.of(job(2, Priority.P2)));

        assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void theSlotOfAThreadThatDoesNotEndIsGivenToAnother() {
        List<Runner> runners = new ArrayList<>();
        Backlog backlog = new Backlog(1, 0, runner -> runners.add((Runner) runner),
                job -> started.add(job.lease().jobId()));
        backlog.add(List.of(job(1, Priority.P1), job(2, Priority.P1)));
        Runner stuck = runners.getFirst();
        assertThat(backlog.next(stuck, 0)).isNotNull();

        assertThat(backlog.abandon(stuck)).isTrue();
        assertThat(backlog.abandon(stuck)).as("once").isFalse();
        assertThat(runners).hasSize(2);
        assertThat(backlog.next(stuck, 1)).as("it gets no more, should it come back").isNull();
        runners.getLast().run();
        assertThat(started).containsExactly(2L);
        backlog.add(jobs(Priority.P1, 3, 10));
        assertThat(runners).as("there is one slot, as before").hasSize(3);
    }

    @Test
    void nothingStartsOnceItIsClosed() {
        Backlog backlog = backlog(1, 1);
        backlog.add(jobs(Priority.P2, 1, 5));

        assertThat(backlog.close()).hasSize(5);
        assertThat(backlog.add(jobs(Priority.P0, 6, 7))).isFalse();
        threads.remove().run();
        assertThat(started).isEmpty();
    }
}
