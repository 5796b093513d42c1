package dev.winnow.daemon;

import dev.winnow.daemon.errors.ErrorReportsConfiguration;
import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.health.HealthConfiguration;
import dev.winnow.daemon.metrics.MetricsConfiguration;
import dev.winnow.daemon.network.ReferenceSecrets;
import dev.winnow.daemon.plugin.PluginHostConfiguration;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.daemon.service.ServiceConfiguration;
import dev.winnow.daemon.settings.DatabaseAccess;
import dev.winnow.daemon.settings.QueueAccess;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsConfiguration;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.queue.JobQueue;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What every daemon has: settings, MySQL by JDBC, the queue, its process row, its plugins, health, metrics and traces. A daemon
 * adds a bean of {@link dev.winnow.daemon.health.Readiness} and beans of type
 * {@link dev.winnow.plugin.spi.Extension} for what it brings itself.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SettingsConfiguration.class, DatabaseConfiguration.class, PluginHostConfiguration.class,
        HealthConfiguration.class, MetricsConfiguration.class, TracingConfiguration.class,
        ServiceConfiguration.class, ErrorReportsConfiguration.class})
public class DaemonConfiguration {
    @Bean
    DatabaseSettings databaseSettings(DatabaseAccess access, ProcessIdentity identity) {
        return access.daemon(DaemonKind.ofCode(identity.kind()).databaseAccount());
    }

    @Bean
    JobQueue jobQueue(SettingValues values) {
        return new QueueAccess(values).open();
    }

    @Bean
    ProcessRegistration processRegistration(ProcessIdentity identity, ProcessTable table, InstantSource clock) {
        return new ProcessRegistration(identity, table, clock);
    }

    @Bean
    Secrets secrets(ProcessIdentity identity) {
        return new ReferenceSecrets(System::getenv, identity.host());
    }

    @Bean
    DaemonExit daemonExit() {
        return new DaemonExit(System::exit);
    }
}
