package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobRow;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import dev.winnow.queue.JobQueue;
import java.util.List;

/** Brings jobs that are queued in the ledger into the queue. One that does not get there is found by {@link Reconciler}. */
public final class Pusher {
    private final JobQueue queue;

    public Pusher(JobQueue queue) {
        this.queue = queue;
    }

    /**
     * Pushes these, each with the attempt after its latest.
     *
     * @throws dev.winnow.queue.QueueUnavailableException if the queue cannot be reached; the rows stay queued
     */
    public void push(List<JobRow> rows) {
        if (!rows.isEmpty()) {
            queue.push(rows.stream().map(row -> envelope(row, row.crashes())).toList());
        }
    }

    /** Pushes these, which were lost while they ran: one more crash each. */
    void pushCrashed(List<JobRow> rows) {
        if (!rows.isEmpty()) {
            queue.push(rows.stream().map(row -> envelope(row, row.crashes() + 1)).toList());
        }
    }

    private static JobEnvelope envelope(JobRow row, int crashes) {
        return new JobEnvelope(row.id(), row.type(), row.priority(), row.attempt() + 1, 0, crashes,
                JobPayload.IN_LEDGER);
    }
}
