package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobRow;
import dev.winnow.queue.JobQueue;
import dev.winnow.scheduler.lead.Term;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Carries out what {@link Mending} says: the ledger first, then the queue. */
final class Mender {
    private final JobDispatch ledger;
    private final JobQueue queue;
    private final Pusher pusher;

    Mender(JobDispatch ledger, JobQueue queue, Pusher pusher) {
        this.ledger = ledger;
        this.queue = queue;
        this.pusher = pusher;
    }

    void mend(Term term, Map<Mending, List<JobRow>> found) {
        found.forEach((mending, rows) -> mend(term, mending, rows));
    }

    private void mend(Term term, Mending mending, List<JobRow> rows) {
        List<Long> ids = rows.stream().map(JobRow::id).toList();
        switch (mending) {
            case NONE -> {
            }
            case PUSH -> {
                term.check();
                pusher.push(rows);
            }
            case CRASH_AND_PUSH -> {
                term.write(() -> ledger.crashed(attempts(rows)));
                pusher.pushCrashed(rows);
            }
            case CRASH -> term.write(() -> ledger.crashed(attempts(rows)));
            case BURY -> term.write(() -> ledger.dead(ids));
            case REMOVE -> {
                term.check();
                queue.remove(ids);
            }
        }
    }

    private static Map<Long, Integer> attempts(List<JobRow> rows) {
        return rows.stream().collect(Collectors.toMap(JobRow::id, JobRow::attempt));
    }
}
