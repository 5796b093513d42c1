package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the ledger against the queue and mends the queue: MySQL is the record, so a queue that lost everything gets back
 * all that is unfinished, and what is finished is taken out.
 */
public final class Reconciler implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    /** Younger rows may be on their way. */
    private static final Duration AGE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    /** While the queue is away, so that it gets back soon what it lost. */
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int PAGE = 1000;

    private final JobDispatch ledger;
    private final JobQueries queries;
    private final JobQueue queue;
    private final Mender mender;

    public Reconciler(JobDispatch ledger, JobQueries queries, JobQueue queue, Pusher pusher) {
        this.ledger = ledger;
        this.queries = queries;
        this.queue = queue;
        this.mender = new Mender(ledger, queue, pusher);
    }

    @Override
    public String name() {
        return "reconciling ledger and queue";
    }

    @Override
    public Duration round(Term term) {
        try {
            reconcile(term);
            return PAUSE;
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue cannot be reached, as the dispatcher says; it is mended when it is back.", e);
            return SOON;
        }
    }

    private void reconcile(Term term) {
        Map<Mending, List<JobRow>> found = new EnumMap<>(Mending.class);
        long after = 0;
        List<JobRow> page;
        do {
            term.check();
            page = ledger.stale(AGE, after, PAGE);
            sort(page, found);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
        for (JobState state : JobState.FINISHED) {
            sort(queries.latest(state, null, null, null, PAGE), found);
        }
        found.values().forEach(this::keepUnchanged);
        found.values().removeIf(List::isEmpty);
        if (!found.isEmpty()) {
            mender.mend(term, found);
            LOG.warn("Ledger and queue differed; mended: {}.", Report.of(found));
        }
    }

    private void sort(List<JobRow> rows, Map<Mending, List<JobRow>> found) {
        if (rows.isEmpty()) {
            return;
        }
        Map<Long, Presence> presence = queue.find(rows.stream().map(JobRow::id).toList());
        for (JobRow row : rows) {
            Mending mending = Mending.of(row, presence.getOrDefault(row.id(), Presence.ABSENT));
            if (mending != Mending.NONE) {
                found.computeIfAbsent(mending, key -> new ArrayList<>()).add(row);
            }
        }
    }

    /** A job may have gone on between the look at the ledger and the one at the queue: only what stands still is mended. */
    private void keepUnchanged(List<JobRow> rows) {
        Set<JobRow> now = new HashSet<>();
        for (int from = 0; from < rows.size(); from += PAGE) {
            List<JobRow> some = rows.subList(from, Math.min(rows.size(), from + PAGE));
            now.addAll(queries.rows(some.stream().map(JobRow::id).toList()));
        }
        rows.retainAll(now);
    }
}
