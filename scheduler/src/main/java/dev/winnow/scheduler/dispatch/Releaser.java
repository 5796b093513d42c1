package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobReleases;
import dev.winnow.db.job.JobRow;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueFullException;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go what waits for something else than its turn: chains, batches, limits, handlers. It looks when the ring is pulled,
 * and every second, and takes at most a fifth of the time for that, however much waits.
 */
public final class Releaser implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);
    private static final int BATCH = 1000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final int PAUSES_A_ROUND = 4;

    private final JobReleases releases;
    private final JobQueue queue;
    private final Pusher pusher;
    private final Supplier<@Nullable Long> generation;
    private final Supplier<Priority> turns;
    private final LongSupplier nanoTime;
    private long chainsAfter;
    private long batchesAfter;
    private long parkedAfter;
    private @Nullable Long parkedAt;

    /**
     * @param generation the current one, which jobs are marked with
     * @param turns of the lanes within a limit
     */
    public Releaser(JobReleases releases, JobQueue queue, Pusher pusher, Supplier<@Nullable Long> generation,
            Supplier<Priority> turns, LongSupplier nanoTime) {
        this.releases = releases;
        this.queue = queue;
        this.pusher = pusher;
        this.generation = generation;
        this.turns = turns;
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "releasing jobs that wait for others, for limits or for handlers";
    }

    @Override
    public Duration round(Term term) throws InterruptedException {
        long began = nanoTime.getAsLong();
        try {
            int released = chains(term) + batches(term) + parked(term);
            if (released > 0) {
                LOG.debug("{} jobs do not wait for others or for handlers any more.", released);
                queue.ring();
            }
            Duration untilNext = letIn(term);
            Duration pause = Duration.ofNanos((nanoTime.getAsLong() - began) * PAUSES_A_ROUND);
            term.await(shorter(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause, POLL));
            if (!isInTheMiddle()) {
                queue.awaitRing(shorter(untilNext, POLL));
            }
            return Duration.ZERO;
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue takes nothing, as the dispatcher says; what waits is let go later.", e);
            return POLL;
        }
    }

    private int chains(Term term) {
        JobReleases.Found<JobReleases.Predecessor> page = releases.endedPredecessors(chainsAfter);
        chainsAfter = page.next();
        if (!page.found().isEmpty()) {
            term.write(() -> releases.goOn(page.found()));
        }
        return page.found().size();
    }

    private int batches(Term term) {
        JobReleases.Found<Long> page = releases.ripeBatches(batchesAfter);
        batchesAfter = page.next();
        for (long batch : page.found()) {
            boolean more = true;
            while (more) {
                more = term.write(() -> releases.passMembers(batch));
            }
        }
        return page.found().size();
    }

    private int parked(Term term) {
        long now = nanoTime.getAsLong();
        Long last = parkedAt;
        if (last != null && parkedAfter == 0 && now - last < POLL.toNanos()) {
            return 0;
        }
        parkedAt = now;
        JobReleases.Found<Long> page = releases.handledAgain(parkedAfter);
        parkedAfter = page.next();
        if (!page.found().isEmpty()) {
            term.write(() -> releases.release(page.found()));
            LOG.info("{} jobs that were parked have a worker with a handler by now; they take their turn.", page
                    .found().size());
        }
        return page.found().size();
    }

    private Duration letIn(Term term) {
        if (!releases.anyLimited()) {
            return POLL;
        }
        term.write(() -> releases.sortLimited(BATCH));
        try {
            int letIn = term.write(() -> {
                List<JobRow> rows = releases.takeLimited(BATCH, generation.get(), turns);
                pusher.pushNew(rows);
                return rows.size();
            });
            return letIn == BATCH ? Duration.ZERO : releases.untilNextLimited().orElse(POLL);
        } catch (QueueFullException e) {
            LOG.debug("The queue is full; limited jobs are let in later.", e);
            return POLL;
        }
    }

    /** Whether there are pages left that this round did not look at. */
    private boolean isInTheMiddle() {
        return chainsAfter != 0 || batchesAfter != 0 || parkedAfter != 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
