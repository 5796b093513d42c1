package dev.winnow.scheduler.request;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.request.Requests;
import dev.winnow.queue.JobQueue;
import dev.winnow.scheduler.dispatch.Cancelling;
import dev.winnow.scheduler.publish.Publishing;
import dev.winnow.scheduler.schedule.ScheduleDesk;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The kinds of requests there are. */
@Configuration(proxyBeanMethods = false)
public class RequestDesks {
    @Bean
    RequestDesk requestDesk(Requests requests, Publishing publishing, PluginStore store, ScheduleDesk schedules,
            JobDispatch ledger, JobEndings endings, Cancelling cancelling, JobQueries queries, JobQueue queue) {
        PluginRequests plugins = new PluginRequests(publishing, store);
        ScheduleRequests ticking = new ScheduleRequests(schedules);
        JobRequests jobs = new JobRequests(endings, cancelling, queries, queue);
        LaneRequests lanes = new LaneRequests(ledger, queue);
        return new RequestDesk(requests, Map.ofEntries(entry("plugins.plan", plugins::plan),
                entry("plugins.publish", plugins::publish), entry("plugins.rollback", plugins::rollback),
                entry("plugins.confirm-removals", plugins::confirmRemovals), entry("schedule.pause", ticking::pause),
                entry("schedule.resume", ticking::resume), entry("schedule.run", ticking::run),
                entry("job.cancel", jobs::cancel), entry("jobs.cancel", jobs::cancelMany),
                entry("job.retry", jobs::retry), entry("jobs.retry", jobs::retryMany),
                entry("queue.pause", lanes::pause), entry("queue.resume", lanes::resume)));
    }

    private static Map.Entry<String, RequestHandler> entry(String kind, RequestHandler handler) {
        return Map.entry(kind, handler);
    }
}
