package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobRow;
import dev.winnow.queue.JobQueue;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes jobs that are asked for and due from the ledger to the queue: when the ring is pulled, and every second. */
public final class Dispatcher implements LeaderWork {
    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JobDispatch ledger;
    private final JobQueue queue;
    private final Pusher pusher;
    private final Supplier<@Nullable Long> generation;

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
        // Asked first: rows taken while the queue is away would wait for the reconciler.
        queue.ping();
        List<JobRow> rows = term.write(() -> ledger.takeDue(BATCH, generation.get()));
        pusher.push(rows);
        int promoted = queue.promoteDelayed(BATCH);
        if (rows.size() < BATCH && promoted < BATCH) {
            queue.awaitRing(wait(ledger.untilNextDue().orElse(POLL)));
        }
        return Duration.ZERO;
    }

    private static Duration wait(Duration untilDue) {
        return untilDue.compareTo(POLL) < 0 ? untilDue : POLL;
    }
}
