package dev.winnow.scheduler;

import dev.winnow.daemon.queue.LaneForecasts;
import dev.winnow.daemon.settings.QueueAccess;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobMending;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobReleases;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.queue.JobQueue;
import dev.winnow.scheduler.dispatch.Cancelling;
import dev.winnow.scheduler.dispatch.Dispatcher;
import dev.winnow.scheduler.dispatch.JobCounts;
import dev.winnow.scheduler.dispatch.JobEnder;
import dev.winnow.scheduler.dispatch.LaneMetrics;
import dev.winnow.scheduler.dispatch.LeaseExpiry;
import dev.winnow.scheduler.dispatch.Pusher;
import dev.winnow.scheduler.dispatch.Reconciler;
import dev.winnow.scheduler.dispatch.Releaser;
import dev.winnow.scheduler.publish.CurrentGeneration;
import dev.winnow.scheduler.publish.GenerationClearing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what moves jobs between ledger and queue. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {
    @Bean
    DispatchWork dispatchWork(Dispatcher dispatcher, Releaser releaser, JobEnder ender, LeaseExpiry leaseExpiry,
            Reconciler reconciler, Housekeeping housekeeping, GenerationClearing clearing) {
        return new DispatchWork(dispatcher, releaser, ender, leaseExpiry, reconciler, housekeeping, clearing);
    }

    @Bean
    Dispatcher dispatcher(JobDispatch ledger, JobQueue queue, Pusher pusher, CurrentGeneration current) {
        return new Dispatcher(ledger, queue, pusher, current::id);
    }

    @Bean
    Releaser releaser(JobReleases releases, JobQueue queue, Pusher pusher, CurrentGeneration current,
            SettingValues values) {
        return new Releaser(releases, queue, pusher, current::id, new QueueAccess(values).turns(), System::nanoTime);
    }

    @Bean
    Cancelling cancelling(JobEndings endings, JobQueue queue) {
        return new Cancelling(endings, queue);
    }

    @Bean
    JobEnder jobEnder(JobEndings endings, JobQueue queue, Cancelling cancelling) {
        return new JobEnder(endings, queue, cancelling);
    }

    @Bean
    LeaseExpiry leaseExpiry(JobDispatch ledger, JobQueue queue, JobQueries queries, Pusher pusher, JobCounts counts) {
        return new LeaseExpiry(ledger, queue, queries, pusher, counts);
    }

    @Bean
    Reconciler reconciler(JobDispatch ledger, JobMending mending, JobQueries queries, JobQueue queue, Pusher pusher,
            JobCounts counts) {
        return new Reconciler(ledger, mending, queries, queue, pusher, counts, System::nanoTime);
    }

    @Bean
    Housekeeping housekeeping(ProcessTable processes, JobReleases releases, ScheduleStore schedules) {
        return new Housekeeping(processes, releases, schedules);
    }

    @Bean
    JobCounts jobCounts() {
        return new JobCounts();
    }

    @Bean
    LaneMetrics laneMetrics(JobQueue queue, LaneForecasts forecasts) {
        return new LaneMetrics(queue, forecasts, System::nanoTime);
    }
}
