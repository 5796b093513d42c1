package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobMending;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.LostAttempt;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Holds jobs of the ledger against the queue, and mends what differs: with their rows locked, so that no outcome is recorded
 * meanwhile, and within the transaction that changes them.
 */
final class Mender {
    private final JobDispatch ledger;
    private final JobMending mending;
    private final JobQueries queries;
    private final JobQueue queue;
    private final Pusher pusher;

    Mender(JobDispatch ledger, JobMending mending, JobQueries queries, JobQueue queue, Pusher pusher) {
        this.ledger = ledger;
        this.mending = mending;
        this.queries = queries;
        this.queue = queue;
        this.pusher = pusher;
    }

    /** What was done; rows of which both agree are not locked. */
    Map<Mending, List<Long>> check(Term term, List<JobRow> rows) {
        List<Long> suspects = new ArrayList<>();
        sort(rows).forEach((what, ids) -> {
            if (what != Mending.NONE) {
                suspects.addAll(ids);
            }
        });
        return suspects.isEmpty() ? Map.of() : term.write(() -> mend(suspects));
    }

    private Map<Mending, List<Long>> mend(List<Long> suspects) {
        Map<Mending, List<Long>> found = sort(mending.lock(suspects));
        found.remove(Mending.NONE);
        found.forEach(this::mend);
        return found;
    }

    private Map<Mending, List<Long>> sort(List<JobRow> rows) {
        Map<Mending, List<Long>> sorted = new EnumMap<>(Mending.class);
        if (!rows.isEmpty()) {
            Instant now = mending.now();
            Map<Long, Presence> presence = queue.find(rows.stream().map(JobRow::id).toList());
            rows.forEach(row -> sorted.computeIfAbsent(Mending.of(row, presence.getOrDefault(row.id(),
                    Presence.ABSENT), now), key -> new ArrayList<>()).add(row.id()));
        }
        return sorted;
    }

    private void mend(Mending what, List<Long> ids) {
        switch (what) {
            case NONE -> {
            }
            case PUSH -> {
                mending.missing(ids);
                pusher.pushAgain(queries.rows(ids));
            }
            case HOLD_BACK -> {
                Instant now = mending.now();
                queries.rows(ids).forEach(row -> pusher.pushDelayed(row, Duration.between(now, row.availableAt())));
            }
            case PUSH_NEXT -> {
                mending.flushed(ids);
                pusher.pushAgain(queries.rows(ids));
            }
            case CRASH -> lost(ids, 1);
            case BURY -> lost(ids, LeaseExpiry.MAX_CRASHES);
            case REMOVE -> queue.remove(ids);
        }
    }

    private void lost(List<Long> ids, int crashes) {
        ledger.lost(queries.rows(ids).stream().map(row -> new LostAttempt(row.id(), row.attempt(), Math.max(row
                .crashes() + 1, crashes))).toList(), LeaseExpiry.MAX_CRASHES);
    }
}
