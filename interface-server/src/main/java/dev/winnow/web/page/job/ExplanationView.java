package dev.winnow.web.page.job;

import dev.winnow.web.page.view.Status;
import dev.winnow.web.service.explain.Cause;
import dev.winnow.web.service.explain.Explanation;
import dev.winnow.web.service.explain.WorkerFit;
import java.util.List;

/**
 * Why a job does not run, as its page shows it.
 *
 * @param title what is asked and answered
 * @param first the cause to look at first
 * @param others causes besides
 * @param workers each live worker, whether it could run it, and why not
 */
record ExplanationView(String title, String tone, String icon, Cause first, List<Cause> others,
        List<Explanation.Fact> facts, List<Worker> workers, List<String> unknown) {
    /** A live worker. */
    record Worker(String host, long pid, String lanes, Status status, String reason) {
        static Worker of(WorkerFit fit) {
            Status status = fit.able()
                    ? fit.busy() ? Status.waiting("Busy") : Status.done("Able")
                    : Status.warning("Not able");
            return new Worker(fit.process().host(), fit.process().pid(), fit.process().lanes(), status, fit.reason());
        }
    }

    static ExplanationView of(Explanation explanation) {
        Cause first = explanation.causes().getFirst();
        List<Worker> workers = explanation.workers().stream().map(Worker::of).toList();
        List<Cause> others = explanation.causes().subList(1, explanation.causes().size());
        return switch (first.kind()) {
            case RUNNING, CANCELLING, FINISHED -> new ExplanationView("Where is it?", "blue", "running", first, others,
                    explanation.facts(), List.of(), explanation.unknown());
            case WAITS_FOR_JOB, WAITS_FOR_BATCH, DELAYED, RETRY_DUE, LIMIT_REACHED, ALL_BUSY, BEHIND_OTHERS,
                    NOT_DISPATCHED, ABOUT_TO_START ->
                new ExplanationView("Why is it not running?", "blue", "queued", first, others, explanation.facts(),
                        workers, explanation.unknown());
            case WORKER_LOST, NO_HANDLER, EXPIRED, QUEUE_UNREACHABLE, NO_LEADER, DISAGREEMENT, LANE_PAUSED,
                    NO_WORKER ->
                new ExplanationView("Why is it not running?", "amber", "alert", first, others, explanation.facts(),
                        workers, explanation.unknown());
        };
    }
}
