package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobMending;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.LedgerPage;
import dev.winnow.db.job.LedgerPlace;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the ledger against the queue and mends the queue: MySQL is the record, so a queue that lost everything gets back
 * all that is unfinished, and what is finished is taken out. When the queue is found to have lost something all is compared,
 * p0 first; otherwise a bounded number of jobs each second, over and over, however many there are.
 */
public final class Reconciler implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    /** Younger rows may be on their way. */
    private static final Duration AGE = Duration.ofSeconds(10);
    /** After a loss nobody wants to wait; what was on its way when it was noticed has arrived by then. */
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Before all is looked at once more by and by. */
    private static final Duration REST = Duration.ofSeconds(10);
    private static final int PAGE = 1000;
    private static final int PAGES_A_ROUND = 2;
    private static final int PAGES_AFTER_A_LOSS = 20;
    private static final int FINISHED = 1000;
    private static final int MOST_FINISHED = 16_000;
    private static final int FINISHED_GROWTH = 4;

    private final JobDispatch ledger;
    private final JobMending mending;
    private final JobQueries queries;
    private final JobQueue queue;
    private final Pusher pusher;
    private final Mender mender;
    private final JobCounts counts;
    private final LossWatch watch;
    private final LongSupplier nanoTime;
    private LedgerPlace place = LedgerPlace.start();
    private long goOnAt;
    private boolean everything;
    private Report report = new Report();

    public Reconciler(JobDispatch ledger, JobMending mending, JobQueries queries, JobQueue queue, Pusher pusher,
            JobCounts counts, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.mending = mending;
        this.queries = queries;
        this.queue = queue;
        this.pusher = pusher;
        this.mender = new Mender(ledger, mending, queries, queue, pusher);
        this.counts = counts;
        this.watch = new LossWatch(queue, mending::expected, nanoTime);
        this.nanoTime = nanoTime;
        this.goOnAt = nanoTime.getAsLong();
    }

    @Override
    public String name() {
        return "reconciling ledger and queue";
    }

    @Override
    public Duration round(Term term) {
        try {
            lookForLoss(term);
            pauseLanes(term);
            pushLeftBehind(term);
            if (nanoTime.getAsLong() - goOnAt < 0) {
                return PAUSE;
            }
            return goOn(term) ? Duration.ZERO : PAUSE;
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue cannot be reached, as the dispatcher says; it is mended when it is back.", e);
            return PAUSE;
        }
    }

    private void lookForLoss(Term term) {
        String why = watch.look(term);
        if (why != null) {
            LOG.info("Ledger and queue are compared in full, since {}.", why);
            counts.queueLost();
            everything = true;
            place = LedgerPlace.start();
            goOnAt = nanoTime.getAsLong() + SETTLING.toNanos();
        }
    }

    /** Whether it is urgent to go on. */
    private boolean goOn(Term term) {
        LedgerPlace next = place;
        for (int pages = 0; next != null && pages < (everything ? PAGES_AFTER_A_LOSS : PAGES_A_ROUND);) {
            term.check();
            LedgerPage page = mending.unfinished(next, PAGE);
            pages += page.rows().isEmpty() ? 0 : 1;
            check(term, mending.settled(page.rows(), everything ? SETTLING : AGE));
            next = page.next();
        }
        if (next != null) {
            place = next;
            return everything;
        }
        if (everything) {
            checkFinished(term);
        }
        if (!report.isEmpty()) {
            LOG.warn("Ledger and queue differed; mended: {}.", report);
        } else if (everything) {
            LOG.info("Ledger and queue agree.");
        }
        report = new Report();
        everything = false;
        place = LedgerPlace.start();
        goOnAt = nanoTime.getAsLong() + REST.toNanos();
        return false;
    }

    /** A queue that went back in time hands out what has ended since: looks further back while there is some of it. */
    private void checkFinished(Term term) {
        int latest = FINISHED;
        while (check(term, mending.latestFinished(latest)) > 0 && latest < MOST_FINISHED) {
            term.check();
            latest *= FINISHED_GROWTH;
        }
    }

    private void pushLeftBehind(Term term) {
        List<Long> ids = pusher.leftBehind();
        check(term, queries.rows(ids));
        pusher.forget(ids);
    }

    /** Returns how many of them were mended. */
    private int check(Term term, List<JobRow> rows) {
        int all = 0;
        for (int from = 0; from < rows.size(); from += PAGE) {
            var mended = mender.check(term, rows.subList(from, Math.min(rows.size(), from + PAGE)));
            mended.forEach((what, ids) -> counts.mended(what, ids.size()));
            all += mended.values().stream().mapToInt(List::size).sum();
            report.add(mended);
        }
        return all;
    }

    /** The ledger says which lanes are paused; a queue that was emptied has forgotten it. */
    private void pauseLanes(Term term) {
        Set<Priority> wanted = ledger.pausedLanes();
        Set<Priority> actual = EnumSet.noneOf(Priority.class);
        queue.lanes().stream().filter(LaneStatus::paused).forEach(lane -> actual.add(lane.priority()));
        if (!actual.equals(wanted)) {
            term.check();
            queue.pause(wanted, true);
            Set<Priority> others = EnumSet.allOf(Priority.class);
            others.removeAll(wanted);
            queue.pause(others, false);
        }
    }
}
