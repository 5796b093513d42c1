package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs from workers that are lost: each is queued again, or, after three crashes, put to the dead letters. */
public final class LeaseExpiry implements LeaderWork {
    /** After so many lost workers a job counts as what kills them. */
    public static final int MAX_CRASHES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(LeaseExpiry.class);
    private static final int BATCH = 200;
    private static final Duration POLL = Duration.ofSeconds(2);

    private final JobDispatch ledger;
    private final JobQueue queue;

    public LeaseExpiry(JobDispatch ledger, JobQueue queue) {
        this.ledger = ledger;
        this.queue = queue;
    }

    @Override
    public String name() {
        return "taking jobs from lost workers";
    }

    @Override
    public Duration round(Term term) {
        term.check();
        List<JobEnvelope> expired;
        try {
            expired = queue.expireLeases(BATCH, MAX_CRASHES);
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue cannot be reached, as the dispatcher says; leases are looked at when it is back.", e);
            return POLL;
        }
        if (expired.isEmpty()) {
            return POLL;
        }
        List<Long> dead = expired.stream().filter(LeaseExpiry::isDead).map(JobEnvelope::jobId).toList();
        // The queue has counted the attempt up already: the lost one is the one before. A worker may hold the next by now.
        Map<Long, Integer> lost = expired.stream().filter(job -> !isDead(job)).collect(
                Collectors.toMap(JobEnvelope::jobId, job -> job.attempt() - 1, Math::max, TreeMap::new));
        term.write(() -> {
            ledger.crashed(lost);
            ledger.dead(dead);
        });
        LOG.warn("Lost their worker: {} jobs. Queued again: {}. Dead after {} crashes: {}.", expired.size(),
                lost.keySet(), MAX_CRASHES, dead);
        return expired.size() < BATCH ? POLL : Duration.ZERO;
    }

    private static boolean isDead(JobEnvelope job) {
        return job.crashes() >= MAX_CRASHES;
    }
}
