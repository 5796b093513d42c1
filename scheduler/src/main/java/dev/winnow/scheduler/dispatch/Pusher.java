package dev.winnow.scheduler.dispatch;

import dev.winnow.daemon.tracing.Correlation;
import dev.winnow.daemon.tracing.PartKind;
import dev.winnow.daemon.tracing.Step;
import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.QueuedJob;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings jobs that are queued in the ledger into the queue, with what a worker needs to start them. */
public final class Pusher {
    private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);

    /** Longer arguments are read by the worker in the ledger; the rest of an envelope needs far less than what is left. */
    static final int LONGEST_ARGUMENTS = 248 * 1024;
    /** So many that their arguments fit into the memory, however long they are. */
    private static final int PORTION = 250;
    private static final int MOST_LEFT_BEHIND = 100_000;

    private final JobDispatch ledger;
    private final JobQueue queue;
    private final JobCounts counts;
    private final Tracing tracing;
    private final Set<Long> leftBehind = ConcurrentHashMap.newKeySet();

    public Pusher(JobDispatch ledger, JobQueue queue, JobCounts counts, Tracing tracing) {
        this.ledger = ledger;
        this.queue = queue;
        this.counts = counts;
        this.tracing = tracing;
    }

    /**
     * Pushes rows that are committed as queued, each with the attempt after its latest. What does not get there is pushed
     * by {@link Reconciler} when the queue takes it.
     *
     * @throws QueueUnavailableException if the queue cannot be reached or is full; the rows stay queued
     */
    public void push(List<JobRow> rows) {
        try {
            pushNew(rows);
        } catch (QueueUnavailableException e) {
            if (leftBehind.size() < MOST_LEFT_BEHIND) {
                rows.forEach(row -> leftBehind.add(row.id()));
            }
            throw e;
        }
    }

    /** Pushes jobs of a transaction that ends only then. */
    void pushTaken(List<QueuedJob> jobs) {
        handOver(jobs.stream().map(job -> envelope(job, false)).toList());
    }

    /** The same of rows. */
    void pushNew(List<JobRow> rows) {
        push(rows, false);
    }

    /** Pushes rows of which an earlier envelope may be about: the ledger is asked before one of them starts. */
    void pushAgain(List<JobRow> rows) {
        push(rows, true);
    }

    /** Pushes one that is to wait for this long in the queue. */
    void pushDelayed(JobRow row, Duration delay) {
        ledger.load(List.of(row), LONGEST_ARGUMENTS).forEach(job -> {
            queue.pushDelayed(envelope(job, true), delay);
            counts.enqueued(row.priority());
        });
    }

    /** The ids of what could not be pushed. */
    List<Long> leftBehind() {
        return List.copyOf(leftBehind);
    }

    /** These were seen to. */
    void forget(Collection<Long> ids) {
        leftBehind.removeAll(Set.copyOf(ids));
    }

    private void push(List<JobRow> rows, boolean again) {
        for (int from = 0; from < rows.size(); from += PORTION) {
            List<JobEnvelope> envelopes = new ArrayList<>();
            for (QueuedJob job : ledger.load(rows.subList(from, Math.min(rows.size(), from + PORTION)),
                    LONGEST_ARGUMENTS)) {
                envelopes.add(envelope(job, again));
            }
            handOver(envelopes);
        }
    }

    private void handOver(List<JobEnvelope> envelopes) {
        List<Step> steps = tracing.isOn() ? envelopes.stream().map(this::step).toList() : List.of();
        try {
            queue.push(envelopes);
            envelopes.forEach(envelope -> {
                counts.enqueued(envelope.priority());
                said(envelope);
            });
        } catch (RuntimeException e) {
            steps.forEach(step -> step.failed(String.valueOf(e.getMessage())));
            throw e;
        } finally {
            steps.forEach(Step::close);
        }
    }

    private Step step(JobEnvelope envelope) {
        return tracing.part("dispatch " + envelope.type(), PartKind.SENDS, correlation(envelope))
                .with("winnow.job.id", Long.toString(envelope.jobId())).with("winnow.job.type", envelope.type())
                .with("winnow.job.priority", envelope.priority().code());
    }

    private static void said(JobEnvelope envelope) {
        if (LOG.isDebugEnabled()) {
            try (Correlation scope = Correlation.enter(correlation(envelope))) {
                LOG.debug("Job {} ({}) is in lane {}.", envelope.jobId(), envelope.type(),
                        envelope.priority().code());
            }
        }
    }

    private static String correlation(JobEnvelope envelope) {
        return Objects.requireNonNullElse(envelope.payload().correlationId(), "");
    }

    private static JobEnvelope envelope(QueuedJob job, boolean again) {
        JobRow row = job.row();
        boolean begins = again || row.attempt() > 0 || job.begins();
        return new JobEnvelope(row.id(), row.type(), row.priority(), row.attempt() + 1, job.failures(), row.crashes(),
                new JobPayload(job.arguments(), job.correlationId(), job.requestedBy(), job.expiresAt(), job
                        .deadline(), begins, job.isFollowed()));
    }
}
