package dev.winnow.worker;

import dev.winnow.db.Json;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.queue.JobPayload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job is started with.
 *
 * @param json the arguments as they came through the queue; null where the ledger was read
 * @param values the arguments as the ledger has them; empty where they came through the queue
 * @param correlationId the same for all that follows from one cause
 */
record JobInput(@Nullable String json, Map<String, Object> values, String correlationId) {
    /** What the envelope brings; null if the ledger must be read. */
    static @Nullable JobInput of(JobPayload payload) {
        return payload.arguments() == null || payload.correlationId() == null
                ? null
                : new JobInput(payload.arguments(), Map.of(), payload.correlationId());
    }

    static JobInput of(JobOutcomes.Started started) {
        return new JobInput(null, started.arguments(), started.correlationId());
    }

    /** Read when they are asked for: many jobs have none. */
    Map<String, Object> arguments() {
        return json == null ? values : Json.map(json);
    }
}
