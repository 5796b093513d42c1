package dev.winnow.daemon.service;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.progress.Progress;
import dev.winnow.daemon.settings.WorkerSettings;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Notices to the service manager, where one asked for them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(ServiceManager.SOCKET)
public class ServiceConfiguration {
    /** For what a stop does besides draining. */
    private static final Duration BESIDE_DRAIN = Duration.ofMinutes(1);

    @Bean
    ServiceNotices serviceNotices(ServiceManager manager, Readiness readiness, ObjectProvider<Progress> loops,
            PluginHost plugins, WorkerSettings worker, Environment environment) {
        Watchdog watchdog = Watchdog.of(environment::getProperty, ProcessHandle.current().pid()).orElse(null);
        return new ServiceNotices(manager, watchdog, readiness, loops.orderedStream().toList(),
                () -> loaded(plugins), worker.drain().plus(BESIDE_DRAIN), System::nanoTime);
    }

    private static String loaded(PluginHost plugins) {
        return plugins.loadedCount() + " plugins of generation " + plugins.generation().orElse(0L)
                + (plugins.warningCount() == 0 ? "" : ", " + plugins.warningCount() + " warnings");
    }
}
