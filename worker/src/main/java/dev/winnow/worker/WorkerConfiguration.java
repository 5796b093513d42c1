package dev.winnow.worker;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.daemon.progress.Progress;
import dev.winnow.daemon.settings.WorkerSettings;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the worker's roles together. */
@Configuration(proxyBeanMethods = false)
@Import({RecordingConfiguration.class, RunningConfiguration.class})
class WorkerConfiguration {
    @Bean
    Connectivity connectivity(InstantSource clock) {
        return new Connectivity(clock);
    }

    @Bean
    Progress polling(Connectivity connectivity) {
        return connectivity.polling();
    }

    @Bean
    Readiness workerReadiness(PluginHost plugins, Connectivity connectivity) {
        return new WorkerReadiness(plugins, connectivity);
    }

    @Bean
    HeldJobs heldJobs() {
        return new HeldJobs();
    }

    @Bean
    Identity identity(ProcessRegistration process) {
        return new Identity(process.id(), process.host());
    }

    @Bean
    Claims claims(Identity identity, WorkerSettings settings, JobQueue queue, HeldJobs held, QueueReports reports,
            JobMeters meters) {
        Claims claims = new Claims(identity.owner(), settings.lease(), queue, held, reports, meters);
        queue.onCancel(id -> held.all().stream().filter(job -> job.lease().jobId() == id)
                .forEach(job -> job.stop(StopReason.CANCELLED)));
        return claims;
    }

    @Bean(destroyMethod = "")
    Heartbeat heartbeat(Claims claims, Warden warden, LedgerTurns ledgerTurns, HeldJobs held,
            Connectivity connectivity, ProcessRegistration process, DaemonExit exit, WorkerSettings settings) {
        return new Heartbeat(new LeaseKeeper(claims, held, connectivity, settings.lease()), warden, ledgerTurns, held,
                connectivity, process, exit, WorkerStanding.of(settings));
    }

    @Bean
    Drain drain(HeldJobs held, Backlog backlog, OutcomeWriter outcomes, RunningMarks marks, WorkerSettings settings) {
        return new Drain(held, backlog, outcomes, marks, settings.drain());
    }

    @Bean
    Launcher launcher(PluginHost plugins, ProcessRegistration process, WorkerSettings settings, JobQueue queue,
            Backlog backlog, Claims claims, Admission admission, UnwrittenOutcomes unwritten, Connectivity connectivity,
            Helpers helpers, Drain drain, DaemonExit exit) {
        return new Launcher(plugins, process, () -> {
            List<Fetcher> fetchers = new ArrayList<>();
            fetchers.add(new Fetcher(settings.lanes(), false, backlog, claims, admission, unwritten, queue,
                    connectivity));
            if (settings.reservedP0() > 0) {
                fetchers.add(new Fetcher(Set.of(Priority.P0), true, backlog, claims, admission, unwritten, queue,
                        connectivity));
            }
            return fetchers;
        }, helpers, drain, exit);
    }
}
