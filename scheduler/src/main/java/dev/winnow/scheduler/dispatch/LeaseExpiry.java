package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.LostAttempt;
import dev.winnow.db.job.LostReport;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs from workers that are lost: each is queued again, or, after three crashes, put to the dead letters. */
public final class LeaseExpiry implements LeaderWork {
    /** After so many lost workers a job counts as what kills them. */
    public static final int MAX_CRASHES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(LeaseExpiry.class);
    private static final int BATCH = 500;
    private static final int NAMED = 10;
    private static final Duration POLL = Duration.ofSeconds(2);

    private final JobDispatch ledger;
    private final JobQueue queue;
    private final JobQueries queries;
    private final Pusher pusher;
    private final JobCounts counts;

    public LeaseExpiry(JobDispatch ledger, JobQueue queue, JobQueries queries, Pusher pusher, JobCounts counts) {
        this.ledger = ledger;
        this.queue = queue;
        this.queries = queries;
        this.pusher = pusher;
        this.counts = counts;
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
        // The queue has counted the attempt up already: the lost one is the one before. A worker may hold the next by now.
        LostReport report = term.write(() -> ledger.lost(expired.stream().map(job -> new LostAttempt(job.jobId(), job
                .attempt() - 1, job.crashes())).toList(), MAX_CRASHES));
        count(expired, report);
        takeOut(report);
        // What cannot be pushed now the reconciler finds.
        pusher.pushAgain(queries.rows(report.spared()));
        LOG.warn("Lost their worker: {} jobs. Queued again: {}. Dead after {} crashes: {}. Had been called off: {}. "
                + "Not begun, so not to blame: {}.",
                expired.size(), named(report.again()), MAX_CRASHES, named(report.dead()), named(report.cancelled()),
                named(report
                        .spared()));
        return expired.size() < BATCH ? POLL : Duration.ZERO;
    }

    private void count(List<JobEnvelope> expired, LostReport report) {
        Map<Long, Priority> lanes = expired.stream()
                .collect(Collectors.toMap(JobEnvelope::jobId, JobEnvelope::priority, (one, other) -> one));
        Stream.concat(report.again().stream(), report.spared().stream())
                .forEach(id -> counts.recovered(lanes.getOrDefault(id, Priority.P2)));
        report.dead().forEach(id -> counts.died(lanes.getOrDefault(id, Priority.P2)));
    }

    private void takeOut(LostReport report) {
        List<Long> ids = Stream.concat(report.out().stream(), report.cancelled().stream()).toList();
        try {
            queue.remove(ids);
        } catch (QueueUnavailableException e) {
            LOG.debug("{} jobs that have ended stay in the queue; a worker that claims one drops it.", ids.size(), e);
        }
    }

    private static String named(List<Long> ids) {
        String first = ids.stream().limit(NAMED).map(id -> Long.toString(id)).collect(Collectors.joining(", "));
        return ids.isEmpty()
                ? "none"
                : ids.size() + (ids.size() > NAMED
                        ? " (" + first + ", ...)"
                        : " (" + first
                                + ")");
    }
}
