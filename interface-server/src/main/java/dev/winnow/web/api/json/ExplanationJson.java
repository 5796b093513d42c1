package dev.winnow.web.api.json;

import dev.winnow.db.job.JobStanding;
import dev.winnow.queue.JobSighting;
import dev.winnow.web.service.explain.Explanation;
import dev.winnow.web.service.explain.WorkerFit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a job does not run, or where it is.
 *
 * @param summary the first cause's sentence
 * @param causes what keeps it, the one to look at first before the others
 * @param queue where the queue holds it; null where Redis could not be asked
 * @param ahead how many of each type are before it, of those that were looked at
 * @param running how many of each type run in its lane, as far as the ledger knows
 * @param unknown what could not be found out, and why
 */
public record ExplanationJson(String id, String type, String priority, String state, String summary,
        List<CauseJson> causes, List<Explanation.Fact> facts, @Nullable PlaceJson queue, List<WorkerJson> workers,
        List<JobStanding.Limit> limits, Map<String, Integer> ahead, Map<String, Integer> running,
        List<String> unknown) {
    /** One reason; {@code advice} is empty where there is nothing to do. */
    public record CauseJson(String code, String message, String advice) {
    }

    /** Where the queue holds it. */
    public record PlaceJson(String presence, int attempt, @Nullable Long position, @Nullable String owner,
            @Nullable Instant leaseUntil, @Nullable Instant dueAt, boolean cancelling) {
        static PlaceJson of(JobSighting seen) {
            return new PlaceJson(seen.presence().name().toLowerCase(Locale.ROOT), seen.attempt(), seen.position(),
                    seen.owner(), seen.leaseUntil(), seen.dueAt(), seen.cancelling());
        }
    }

    /** A live worker. */
    public record WorkerJson(String processId, String host, long pid, String lanes, boolean able, boolean busy,
            String reason) {
        static WorkerJson of(WorkerFit fit) {
            return new WorkerJson(fit.process().id(), fit.process().host(), fit.process().pid(), fit.process().lanes(),
                    fit.able(), fit.busy(), fit.reason());
        }
    }

    public static ExplanationJson of(Explanation explanation) {
        JobSighting seen = explanation.sighting();
        return new ExplanationJson(Long.toString(explanation.job().id()), explanation.job().type(),
                explanation.job().priority().code(), explanation.job().state().code(), explanation.summary(),
                explanation.causes().stream()
                        .map(cause -> new CauseJson(cause.kind().code(), cause.sentence(), cause.advice())).toList(),
                explanation.facts(), seen == null ? null : PlaceJson.of(seen),
                explanation.workers().stream().map(WorkerJson::of).toList(), explanation.limits(),
                explanation.ahead().types(), explanation.running().types(), explanation.unknown());
    }
}
