package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobState;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.scheduler.lead.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends jobs that were called off: those that the queue does not hand to a worker any more at once, with their rows locked,
 * so that none is recorded as cancelled while it runs; of those that a worker holds, the worker is asked to stop.
 */
public final class Cancelling {
    private static final Logger LOG = LoggerFactory.getLogger(Cancelling.class);

    private final JobEndings endings;
    private final JobQueue queue;

    public Cancelling(JobEndings endings, JobQueue queue) {
        this.endings = endings;
        this.queue = queue;
    }

    /** Does so with these, as far as the queue can be asked; the rest is done later by {@link JobEnder}. */
    public Result settle(Term term, List<Long> ids) {
        Result result = term.write(() -> decide(ids));
        if (!result.stopping().isEmpty()) {
            try {
                queue.cancel(result.stopping());
            } catch (QueueUnavailableException e) {
                LOG.debug("The queue cannot be reached; the workers are asked to stop when it is back.", e);
            }
        }
        return result;
    }

    private Result decide(List<Long> ids) {
        Map<Long, JobEndings.Standing> jobs = endings.lock(ids);
        List<Long> over = ids.stream().filter(id -> !jobs.containsKey(id) || jobs.get(id).state().isFinished())
                .toList();
        endings.forget(over);
        Set<Long> open = new HashSet<>(jobs.keySet());
        over.forEach(open::remove);
        List<Long> stopping = new ArrayList<>();
        List<Long> pending = new ArrayList<>();
        try {
            Set<Long> rest = new HashSet<>(open);
            rest.removeAll(queue.remove(open));
            queue.find(rest).forEach((id, presence) -> {
                if (presence == Presence.RUNNING) {
                    stopping.add(id);
                }
            });
            open.removeAll(stopping);
        } catch (QueueUnavailableException e) {
            LOG.debug("The queue cannot be asked; only what was never in it is cancelled now.", e);
            jobs.forEach((id, job) -> {
                if (job.state() != JobState.REQUESTED && open.remove(id)) {
                    pending.add(id);
                }
            });
        }
        endings.cancel(open);
        // The ender may have been faster.
        over.stream().filter(id -> jobs.containsKey(id) && jobs.get(id).state() == JobState.CANCELLED)
                .forEach(open::add);
        return new Result(List.copyOf(open), stopping, pending);
    }

    /**
     * What became of called-off jobs.
     *
     * @param cancelled those that are cancelled now; what ended otherwise meanwhile is in none of these
     * @param stopping those whose worker is asked to stop
     * @param pending those of which the queue could not be asked
     */
    public record Result(List<Long> cancelled, List<Long> stopping, List<Long> pending) {
    }
}
