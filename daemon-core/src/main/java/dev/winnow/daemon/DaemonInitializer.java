package dev.winnow.daemon;

import dev.winnow.daemon.network.OutboundClients;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.plugin.PythonHeadStart;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.service.ServiceManager;
import dev.winnow.daemon.settings.ManagementSettings;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsCheck;
import dev.winnow.daemon.settings.SettingsException;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * What happens before there are beans: settings are checked, ports chosen, MySQL and Redis waited for. Nothing waits
 * later while the context is made, since a process that is asked to stop then could not.
 */
final class DaemonInitializer implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonInitializer.class);
    private static final Duration BEYOND_DRAIN = Duration.ofSeconds(15);
    private static final Duration LOADING_PLUGINS = Duration.ofMinutes(10);

    private final DaemonKind kind;
    private final BeforeStart beforeStart;

    DaemonInitializer(DaemonKind kind, BeforeStart beforeStart) {
        this.kind = kind;
        this.beforeStart = beforeStart;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        SettingValues values = new SettingValues(context.getEnvironment());
        SettingsCheck check = new SettingsCheck(values);
        check.unknown(System.getenv().keySet()).forEach(LOG::warn);
        check.check();
        ProxyResolver outbound = outbound();
        ManagementSettings management = listen(context, values);
        String version = BuildVersion.current();
        ProcessIdentity identity = ProcessIdentity.here(kind.code(), version, management.port());
        LOG.info("Winnow {} {} starts on {} as process {}; health on {}:{}.", kind.code(), version, identity.host(),
                identity.pid(), management.address(), management.port());
        context.registerBean(ManagementSettings.class, () -> management);
        context.registerBean(ProcessIdentity.class, () -> identity);
        context.registerBean(ProxyResolver.class, () -> outbound);
        PythonHeadStart python = new PythonHeadStart();
        python.begin(Path.of(values.text(Variables.CACHE_DIR)));
        context.registerBean(PythonHeadStart.class, () -> python);
        ServiceManager manager = ServiceManager.of(context.getEnvironment()::getProperty,
                Path.of(values.text(Variables.CACHE_DIR)));
        context.registerBean(ServiceManager.class, () -> manager);
        manager.needs(startTime(values), "Starting: waits for MySQL, its schema and Redis");
        beforeStart.run(values);
        new StartGate(values, kind).await();
    }

    /** The {@link dev.winnow.plugin.spi.Outbound} of plugins and of Winnow's own clients. */
    private static ProxyResolver outbound() {
        try {
            ProxyResolver resolver = ProxyResolver.ofHost(System::getenv, Path.of("/"));
            resolver.notices().forEach(LOG::warn);
            OutboundClients.makeDefault(resolver);
            return resolver;
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    private static Duration startTime(SettingValues values) {
        return values.seconds(Variables.START_WAIT_SECONDS).multipliedBy(2)
                .plus(values.seconds(Variables.PLUGINS_WAIT_SECONDS)).plus(LOADING_PLUGINS);
    }

    private ManagementSettings listen(GenericApplicationContext context, SettingValues values) {
        Ports ports = new Ports(values);
        String address = values.text(Variables.MANAGEMENT_ADDRESS);
        HeldPort held = ports.orNextFree(managementPort(), address);
        context.registerBean(HeldPort.class, () -> held);
        int port = held.number();
        Map<String, Object> properties = new HashMap<>();
        String prefix = kind == DaemonKind.INTERFACE_SERVER ? "management.server." : "server.";
        properties.put(prefix + "address", address);
        properties.put(prefix + "port", port);
        if (kind == DaemonKind.INTERFACE_SERVER) {
            properties.put("server.port", ports.exactly(Variables.HTTP_PORT, null));
        }
        Duration stopping = values.seconds(Variables.WORKER_DRAIN_SECONDS).plus(BEYOND_DRAIN);
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", stopping.toSeconds() + "s");
        properties.put("management.prometheus.metrics.export.enabled", values.isOn(Variables.METRICS_PROMETHEUS));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("winnowListening", properties));
        return new ManagementSettings(address, port);
    }

    private Variable managementPort() {
        return switch (kind) {
            case SCHEDULER -> Variables.SCHEDULER_MANAGEMENT_PORT;
            case WORKER -> Variables.WORKER_MANAGEMENT_PORT;
            case INTERFACE_SERVER -> Variables.INTERFACE_MANAGEMENT_PORT;
        };
    }
}
