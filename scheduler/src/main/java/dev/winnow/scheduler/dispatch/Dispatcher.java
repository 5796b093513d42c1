package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueFullException;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Outage;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs that are asked for and due from the ledger to the queue: when the ring is pulled, and every second. They are
 * pushed within the transaction that marks them: where either fails, the rows are requested as before, and a row whose
 * envelope got through all the same is held by the queue or finished when it is taken again.
 */
public final class Dispatcher implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int LARGEST_BATCH = 1000;
    private static final int SMALLEST_BATCH = 25;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JobDispatch ledger;
    private final JobQueue queue;
    private final Pusher pusher;
    private final Supplier<@Nullable Long> generation;
    private final Outage full = new Outage(LOG, "pushing jobs to the queue, which is full; they stay requested");
    private int batch = LARGEST_BATCH;
    private boolean away;

    /** @param generation the current one, which jobs are marked with */
    public Dispatcher(JobDispatch ledger, JobQueue queue, Pusher pusher, Supplier<@Nullable Long> generation) {
        this.ledger = ledger;
        this.queue = queue;
        this.pusher = pusher;
        this.generation = generation;
    }

    @Override
    public String name() {
        return "dispatching jobs to the queue";
    }

    @Override
    public Duration round(Term term) throws InterruptedException {
        if (away) {
            queue.ping();
        }
        away = true;
        int taken = 0;
        boolean isFull = false;
        try {
            taken = term.write(() -> ledger.takeDue(batch, generation.get(), Pusher.LONGEST_ARGUMENTS,
                    pusher::pushTaken).size());
        } catch (QueueFullException e) {
            isFull = true;
            full.failed(e);
        }
        int promoted = queue.promoteDelayed(LARGEST_BATCH);
        away = false;
        if (isFull) {
            batch = Math.max(SMALLEST_BATCH, batch / 2);
            return POLL;
        }
        boolean more = taken == batch || promoted == LARGEST_BATCH;
        if (taken > 0) {
            full.over();
            batch = Math.min(LARGEST_BATCH, batch * 2);
        }
        if (!more) {
            queue.awaitRing(wait(ledger.untilNextDue().orElse(POLL)));
        }
        return Duration.ZERO;
    }

    private static Duration wait(Duration untilDue) {
        return untilDue.compareTo(POLL) < 0 ? untilDue : POLL;
    }
}
