package dev.winnow.scheduler;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.daemon.progress.Progress;
import dev.winnow.daemon.queue.QueueConfiguration;
import dev.winnow.daemon.settings.InstallationSettings;
import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.db.Database;
import dev.winnow.db.insight.InsightDeclarations;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.publish.GenerationRetention;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.plugin.publish.RetentionPolicy;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.db.schema.Installation;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.queue.JobQueue;
import dev.winnow.scheduler.discovery.Discovery;
import dev.winnow.scheduler.dispatch.JobCounts;
import dev.winnow.scheduler.dispatch.Pusher;
import dev.winnow.scheduler.lead.Leadership;
import dev.winnow.scheduler.lead.LeaseTiming;
import dev.winnow.scheduler.publish.CurrentGeneration;
import dev.winnow.scheduler.publish.DiscoveryRecord;
import dev.winnow.scheduler.publish.Drafting;
import dev.winnow.scheduler.publish.GenerationClearing;
import dev.winnow.scheduler.publish.Planner;
import dev.winnow.scheduler.publish.Publishing;
import dev.winnow.scheduler.publish.Screen;
import dev.winnow.scheduler.request.RequestDesk;
import dev.winnow.scheduler.schedule.Declarations;
import dev.winnow.scheduler.schedule.ProcessFiles;
import dev.winnow.scheduler.schedule.ScheduleDesk;
import dev.winnow.scheduler.schedule.TickMeters;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the scheduler together. */
@Configuration(proxyBeanMethods = false)
@Import({DispatchConfiguration.class, QueueConfiguration.class})
class SchedulerConfiguration {
    @Bean
    Leadership leadership(LeaderLease lease, Database database, SettingValues settings) {
        return new Leadership(lease, database, LeaseTiming.of(settings.seconds(Variables.SCHEDULER_LEASE_SECONDS)),
                System::nanoTime);
    }

    @Bean
    Progress askingForTheLead(Leadership leadership) {
        return leadership.asking();
    }

    @Bean
    Discovery discovery(PluginSettings plugins, InstallationSettings installation, Secrets secrets,
            Outbound outbound) {
        return new Discovery(PluginSources.of(plugins, installation, secrets, outbound));
    }

    @Bean
    CurrentGeneration currentGeneration() {
        return new CurrentGeneration();
    }

    @Bean
    Drafting drafting(Discovery discovery, ObjectProvider<Screen> screens, PluginStore store,
            Installation installation, InstantSource clock) {
        return new Drafting(discovery, screens.orderedStream().toList(), store, installation::id, clock);
    }

    @Bean
    Publishing publishing(Drafting drafting, PluginStore store, PluginProbes probes, ProcessTable processes,
            PluginPublisher publisher, GenerationRetention retention, DiscoveryRecord discoveryRecord,
            CurrentGeneration current) {
        return new Publishing(drafting, new Planner(store, probes, processes), publisher, retention, discoveryRecord,
                current);
    }

    @Bean
    DiscoveryRecord discoveryRecord(PluginPublisher publisher, PluginStore store, PluginWarnings warnings,
            Installation installation, ProcessIdentity identity) {
        return new DiscoveryRecord(publisher, store, warnings, installation::id, identity.host());
    }

    @Bean
    GenerationClearing generationClearing(Publishing publishing, CurrentGeneration current, PluginSettings plugins,
            InstantSource clock) {
        return new GenerationClearing(publishing, current, new RetentionPolicy(plugins.generationsKept(), plugins
                .generationsKeptFor()), clock);
    }

    @Bean
    Declarations declarations(InstallationSettings installation, ScheduleStore schedules,
            InsightDeclarations insights, PluginWarnings warnings, ProcessIdentity identity) {
        return new Declarations(new ProcessFiles(installation.processFiles()), schedules, insights, warnings,
                identity.host());
    }

    @Bean
    Pusher pusher(JobDispatch ledger, JobQueue queue, JobCounts counts, Tracing tracing) {
        return new Pusher(ledger, queue, counts, tracing);
    }

    @Bean
    TickMeters tickMeters() {
        return new TickMeters();
    }

    @Bean
    ScheduleDesk scheduleDesk(ScheduleStore store, Pusher pusher, CurrentGeneration current, TickMeters meters,
            Tracing tracing) {
        return new ScheduleDesk(store, pusher, current::id, meters, tracing);
    }

    @Bean
    MeterBinder publishMeters(Publishing publishing) {
        return publishing.meters();
    }

    @Bean
    SchedulerLife schedulerLife(Leadership leadership, ProcessRegistration registration, PluginHost plugins,
            Publishing publishing, Declarations declarations, DispatchWork dispatchWork, RequestDesk requests,
            ScheduleDesk schedules, DaemonExit exit) {
        return new SchedulerLife(leadership, registration, plugins,
                new LeaderStart(publishing, declarations, schedules),
                dispatchWork.and(requests), schedules.ticker(), exit);
    }

    @Bean
    LeaderMetrics leaderMetrics(Leadership leadership) {
        return new LeaderMetrics(leadership);
    }
}
