package dev.winnow.web.api.live;

import dev.winnow.db.job.JobState;
import dev.winnow.web.api.json.QueueJson;
import dev.winnow.web.service.Overview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of an event {@code overview}. */
record OverviewEvent(List<QueueJson> queues, @Nullable String problem, Map<String, Long> jobs,
        @Nullable String latestJobId, Health health) {
    static OverviewEvent of(Overview overview) {
        Map<String, Long> jobs = new LinkedHashMap<>();
        for (JobState state : JobState.values()) {
            jobs.put(state.code(), overview.jobs().getOrDefault(state, 0L));
        }
        return new OverviewEvent(QueueJson.of(overview.queues()),
                overview.queues().problem(), jobs,
                overview.latest().isEmpty() ? null : Long.toString(overview.latest().getFirst().id()),
                new Health(overview.health().level().code(), overview.health().reasons()));
    }

    /** How the suite does. */
    record Health(String level, List<String> reasons) {
    }
}
