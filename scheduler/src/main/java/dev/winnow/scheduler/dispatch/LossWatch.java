package dev.winnow.scheduler.dispatch;

import dev.winnow.queue.JobQueue;
import dev.winnow.queue.LaneStatus;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the queue lost something: it does not hold the mark that was left last, or it holds another number of jobs
 * than the ledger for minutes.
 */
final class LossWatch {
    /** Counting ten million rows takes seconds: it is done no more often than costs a hundredth of the time. */
    private static final int COUNTING_SHARE = 100;
    private static final Duration COUNTING_PAUSE = Duration.ofMinutes(1);
    private static final int DISAGREEMENTS = 3;
    private static final long TOLERATED = 1000;
    private static final int TOLERATED_SHARE = 50;

    private final JobQueue queue;
    private final LongSupplier expected;
    private final LongSupplier nanoTime;
    private @Nullable Term term;
    private @Nullable String left;
    private long marks;
    private long countAt;
    private int disagreements;

    /** @param expected how many jobs the queue should hold */
    LossWatch(JobQueue queue, LongSupplier expected, LongSupplier nanoTime) {
        this.queue = queue;
        this.expected = expected;
        this.nanoTime = nanoTime;
    }

    /** Why all is to be compared now; null where nothing speaks for it. */
    @Nullable
    String look(Term now) {
        boolean fresh = now != term;
        if (fresh) {
            term = now;
            left = null;
            countAt = nanoTime.getAsLong();
            disagreements = 0;
        }
        String next = now.held().epoch() + ":" + ++marks;
        String found = queue.mark(next);
        String last = left;
        left = next;
        if (last == null ? found.isEmpty() : !found.equals(last)) {
            return found.isEmpty() ? "the queue is empty or new" : "the queue has gone back in time";
        }
        return disagree() ? "the queue and the ledger have counted differently for minutes" : null;
    }

    private boolean disagree() {
        long began = nanoTime.getAsLong();
        if (began - countAt < 0) {
            return false;
        }
        long inLedger = expected.getAsLong();
        long inQueue = queue.lanes().stream().mapToLong(lane -> lane.depth() + running(lane)).sum();
        long ended = nanoTime.getAsLong();
        countAt = ended + Math.max(COUNTING_PAUSE.toNanos(), (ended - began) * COUNTING_SHARE);
        boolean differs = Math.abs(inLedger - inQueue) > TOLERATED + inLedger / TOLERATED_SHARE;
        disagreements = differs ? disagreements + 1 : 0;
        if (disagreements < DISAGREEMENTS) {
            return false;
        }
        disagreements = 0;
        return true;
    }

    private static long running(LaneStatus lane) {
        return lane.running() + lane.delayed();
    }
}
