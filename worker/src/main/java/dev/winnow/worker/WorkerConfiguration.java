package dev.winnow.worker;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.daemon.settings.WorkerSettings;
import dev.winnow.db.inventory.AccountStore;
import dev.winnow.db.inventory.HarvestWriter;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the worker's roles together. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {
    private static final Duration OUTCOME_PATIENCE = Duration.ofSeconds(60);

    @Bean
    Connectivity connectivity(InstantSource clock) {
        return new Connectivity(clock);
    }

    @Bean
    Readiness workerReadiness(PluginHost plugins, Connectivity connectivity) {
        return new WorkerReadiness(plugins, connectivity);
    }

    @Bean
    RunningJobs runningJobs() {
        return new RunningJobs();
    }

    @Bean(destroyMethod = "")
    NotesKeeper notesKeeper() {
        return new NotesKeeper();
    }

    @Bean
    JobServices jobServices(JobOutcomes outcomes, JobIntake intake, JobQueue queue, AccountStore accounts,
            ResourceSearch search, HarvestWriter writer, InstantSource clock) {
        return new JobServices(outcomes, intake, queue, job -> new StoreInventory(job, accounts, search, writer),
                new ArgumentBinder(), clock);
    }

    @Bean
    OutcomeWriter outcomeWriter(JobOutcomes outcomes, JobQueue queue, Connectivity connectivity) {
        RetryPolicy retries = new RetryPolicy(() -> ThreadLocalRandom.current().nextDouble());
        return new OutcomeWriter(outcomes, queue, retries, new Persistence(OUTCOME_PATIENCE, connectivity));
    }

    @Bean
    JobMeters jobMeters(MeterRegistry registry, RunningJobs running) {
        return new JobMeters(registry, running);
    }

    @Bean
    Processor processor(RunningJobs running, NotesKeeper notes, JobServices services, OutcomeWriter outcomes,
            PluginHost plugins, ProcessRegistration process, Connectivity connectivity, JobMeters meters) {
        return new Processor(running, notes, services, outcomes, plugins, process, connectivity, meters);
    }

    @Bean(destroyMethod = "")
    Heartbeat heartbeat(JobQueue queue, RunningJobs running, Connectivity connectivity, ProcessRegistration process,
            DaemonExit exit, InstantSource clock, WorkerSettings settings) {
        return new Heartbeat(queue, running, connectivity, process, exit, clock, WorkerStanding.of(settings));
    }

    @Bean
    Launcher launcher(PluginHost plugins, ProcessRegistration process, WorkerSettings settings, JobQueue queue,
            Processor processor, Connectivity connectivity, Heartbeat heartbeat, NotesKeeper notes,
            RunningJobs running, OutcomeWriter outcomes, DaemonExit exit) {
        return new Launcher(plugins, process, () -> {
            List<Fetcher> fetchers = new ArrayList<>();
            fetchers.add(new Fetcher(process.id(), settings.lanes(), settings.concurrency(), queue, processor,
                    connectivity));
            if (settings.reservedP0() > 0) {
                fetchers.add(new Fetcher(process.id(), Set.of(Priority.P0), settings.reservedP0(), queue, processor,
                        connectivity));
            }
            return fetchers;
        }, heartbeat, notes, new Drain(running, outcomes, settings.drain()), exit);
    }
}
