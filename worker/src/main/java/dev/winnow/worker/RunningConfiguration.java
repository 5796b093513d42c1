package dev.winnow.worker;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.settings.WorkerSettings;
import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.db.inventory.AccountStore;
import dev.winnow.db.inventory.HarvestWriter;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.queue.JobQueue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What starts jobs, runs their handlers, and ends those that should end. */
@Configuration(proxyBeanMethods = false)
class RunningConfiguration {
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    @Bean
    JobServices jobServices(JobIntake intake, JobQueries queries, JobQueue queue, AccountStore accounts,
            ResourceSearch search, HarvestWriter writer, InstantSource clock) {
        return new JobServices(intake, queries, queue, job -> new StoreInventory(job, accounts, search, writer),
                new ArgumentBinder(), clock);
    }

    @Bean
    JobTypes jobTypes(PluginHost plugins) {
        return new JobTypes(plugins);
    }

    @Bean
    JobMeters jobMeters(MeterRegistry registry, HeldJobs held) {
        return new JobMeters(registry, held);
    }

    @Bean
    Processor processor(JobServices services, NotesKeeper notes, OutcomeWriter outcomes, JobMeters meters,
            Tracing tracing) {
        return new Processor(services, notes, outcomes, meters, tracing);
    }

    /** Its threads grow to as many as there are slots, and by those that are stuck; a thread is used again. */
    @Bean(destroyMethod = "")
    Backlog backlog(WorkerSettings settings, Processor processor) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_THREAD.toSeconds(),
                TimeUnit.SECONDS, new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("job-", 1).factory());
        return new Backlog(settings.concurrency(), settings.reservedP0(), threads, processor::process);
    }

    @Bean
    MissingHandlers missingHandlers(ProcessTable processes, PluginHost plugins, Identity identity,
            OutcomeWriter outcomes, QueueReports reports) {
        return new MissingHandlers(processes, plugins, identity, outcomes, reports);
    }

    @Bean
    Suspects suspects(HeldJobs held, QueueReports reports) {
        return new Suspects(held, reports);
    }

    @Bean
    Admission admission(Suspects suspects, Backlog backlog, JobTypes types, MissingHandlers missing, JobOutcomes ledger,
            OutcomeWriter outcomes, QueueReports reports, Connectivity connectivity, Identity identity,
            InstantSource clock) {
        return new Admission(suspects, backlog, types, missing, ledger, outcomes, reports, connectivity, identity,
                clock);
    }

    @Bean
    Warden warden(HeldJobs held, Backlog backlog, OutcomeWriter outcomes, NotesKeeper notes, JobMeters meters,
            DaemonExit exit) {
        return new Warden(held, backlog, outcomes, notes, meters, exit);
    }
}
