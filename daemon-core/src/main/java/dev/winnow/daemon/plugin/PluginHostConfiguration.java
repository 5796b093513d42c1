package dev.winnow.daemon.plugin;

import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.daemon.settings.InstallationSettings;
import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.db.plugin.PluginSettingValues;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.bundle.ContentCache;
import dev.winnow.plugin.loader.JavaPluginRuntime;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the plugin host together. */
@Configuration(proxyBeanMethods = false)
public class PluginHostConfiguration {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Bean
    PluginHost pluginHost(PluginSettings settings, ProcessTable processes, PluginWarnings warnings,
            ProcessRegistration registration, PluginLoading loading, ProcessIdentity identity, Secrets secrets,
            Outbound outbound, ObjectProvider<Extension> builtIns) {
        PluginContext context = new BuiltInContext(identity.version(), secrets, outbound);
        SettledScheduler scheduler = new SettledScheduler(processes, identity.host(), settings.schedulerWait());
        return new PluginHost(scheduler, new SuccessorWatch(scheduler, settings.schedulerWait()), loading,
                PluginLoading.Recorder.of(warnings, registration), () -> registered(context, builtIns));
    }

    /** Closed by the host. */
    @Bean(destroyMethod = "")
    PluginLoading pluginLoading(PluginSettings settings, InstallationSettings installation, PluginStore store,
            PluginSettingValues saved, ProcessIdentity identity, Secrets secrets, Outbound outbound,
            InstantSource clock, ObjectProvider<PythonHeadStart> begun) {
        PythonHeadStart python = begun.getIfAvailable(PythonHeadStart::new);
        Path cache = CacheFolder.usable(settings.cache());
        LoadingMarks marks = new LoadingMarks(cache.resolve("loading").resolve(identity.kind()));
        ContentCache contents = new ContentCache(cache.resolve("plugins"));
        return new PluginLoading(new GenerationChoice(store, marks),
                new PublishedPlugins(store, contents, () -> SignatureGate.of(settings, installation.bundledPlugins()),
                        new OperatorSettings(saved)),
                new CacheEviction(store, contents, clock), marks,
                plugins -> new PluginLoader(runtimes(plugins, cache, python), DEADLINE, secrets, outbound));
    }

    /** Asked for when plugins are loaded, since built-in extensions may need the plugin host themselves. */
    private static List<Registered<?>> registered(PluginContext context, ObjectProvider<Extension> builtIns) {
        List<Registered<?>> registered = new ArrayList<>();
        builtIns.orderedStream().forEach(
                extension -> registered.add(new Registered<>(context.pluginName(), "", context, extension)));
        return registered;
    }

    /** Python costs seconds to start: it is there only where a plugin needs it. */
    private static List<PluginRuntime> runtimes(List<MaterialisedPlugin> plugins, Path cache, PythonHeadStart python) {
        if (plugins.stream().anyMatch(plugin -> plugin.manifest().language() == PluginLanguage.PYTHON)) {
            return List.of(new JavaPluginRuntime(), python.runtime(cache));
        }
        python.isNotWanted(cache);
        return List.of(new JavaPluginRuntime());
    }
}
