package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobState;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what was called off and has not ended yet, and what is too late to start. */
public final class JobEnder implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(JobEnder.class);
    private static final int PAGE = 500;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JobEndings endings;
    private final JobQueue queue;
    private final Cancelling cancelling;

    public JobEnder(JobEndings endings, JobQueue queue, Cancelling cancelling) {
        this.endings = endings;
        this.queue = queue;
        this.cancelling = cancelling;
    }

    @Override
    public String name() {
        return "ending jobs that were called off or are too late";
    }

    @Override
    public Duration round(Term term) {
        cancel(term);
        expire(term);
        return POLL;
    }

    private void cancel(Term term) {
        List<Long> page = endings.calledOff(0, PAGE);
        while (!page.isEmpty()) {
            cancelling.settle(term, page);
            page = page.size() < PAGE ? List.of() : endings.calledOff(page.getLast(), PAGE);
        }
    }

    private void expire(Term term) {
        int running = 0;
        List<Long> page = endings.overdue(running, PAGE);
        while (!page.isEmpty()) {
            List<Long> ids = page;
            int ended = term.write(() -> end(ids));
            running += page.size() - ended;
            page = page.size() < PAGE ? List.of() : endings.overdue(running, PAGE);
        }
    }

    /** How many of them are done with; the others run, or their envelope is about to be pushed. */
    private int end(List<Long> ids) {
        Map<Long, JobEndings.Standing> jobs = endings.lock(ids);
        List<Long> over = ids.stream().filter(id -> !jobs.containsKey(id) || jobs.get(id).state().isFinished())
                .toList();
        endings.forget(over);
        Set<Long> open = new HashSet<>(jobs.keySet());
        over.forEach(open::remove);
        Set<Long> late = new HashSet<>();
        try {
            late.addAll(queue.remove(open));
            open.removeAll(late);
            queue.find(open).forEach((id, presence) -> {
                if (presence == Presence.ABSENT && isOutside(jobs.get(id))) {
                    late.add(id);
                }
            });
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue cannot be asked; what may be in it is ended when it is back.", e);
        }
        endings.expire(late);
        if (!late.isEmpty()) {
            LOG.info("{} jobs had not started by the time they were to: expired.", late.size());
        }
        return over.size() + late.size();
    }

    /** Whether it is not meant to be in the queue: whatever queued job is missing there is the reconciler's. */
    private static boolean isOutside(JobEndings.@Nullable Standing job) {
        return job != null && (job.state() == JobState.REQUESTED || job.state() == JobState.RETRYING && job.limited());
    }
}
