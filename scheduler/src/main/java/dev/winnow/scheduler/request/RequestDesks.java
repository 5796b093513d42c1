package dev.winnow.scheduler.request;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.request.Requests;
import dev.winnow.queue.JobQueue;
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
            JobDispatch ledger, JobQueries queries, JobQueue queue) {
        PluginRequests plugins = new PluginRequests(publishing, store);
        ScheduleRequests ticking = new ScheduleRequests(schedules);
        JobRequests jobs = new JobRequests(ledger, queries, queue);
        return new RequestDesk(requests, Map.of("plugins.plan", plugins::plan, "plugins.publish", plugins::publish,
                "plugins.rollback", plugins::rollback, "plugins.confirm-removals", plugins::confirmRemovals,
                "schedule.pause", ticking::pause, "schedule.resume", ticking::resume, "schedule.run", ticking::run,
                "job.cancel", jobs::cancel, "job.retry", jobs::retry));
    }
}
