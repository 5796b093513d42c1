package dev.winnow.plugin.loader;

import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads plugins in dependency order, each with a deadline; whatever one of them does is a warning on it. */
public final class PluginLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);
    private static final Duration UNLOAD_DEADLINE = Duration.ofSeconds(5);
    private static final Duration PREPARE_DEADLINE = Duration.ofMinutes(2);

    private final List<PluginRuntime> runtimes;
    private final Duration deadline;
    private final Secrets secrets;
    private final Outbound outbound;
    private final Map<String, AutoCloseable> handles = new LinkedHashMap<>();

    /**
     * @param runtimes one a language
     * @param deadline for each plugin
     * @param secrets handed to every plugin
     * @param outbound handed to every plugin
     */
    public PluginLoader(List<PluginRuntime> runtimes, Duration deadline, Secrets secrets, Outbound outbound) {
        this.runtimes = List.copyOf(runtimes);
        this.deadline = deadline;
        this.secrets = secrets;
        this.outbound = outbound;
    }

    /**
     * Loads these.
     *
     * @param builtIns extensions of Winnow itself, whose names are taken
     */
    public LoadReport load(List<MaterialisedPlugin> plugins, List<Registered<?>> builtIns) {
        prepare(plugins);
        return new LoadRun(plugins, builtIns, this::attempt, this::keep).run(deadline);
    }

    private void prepare(List<MaterialisedPlugin> plugins) {
        for (PluginRuntime runtime : runtimes) {
            if (plugins.stream().anyMatch(plugin -> plugin.manifest().language() == runtime.language())) {
                BoundedCall.Outcome<Boolean> outcome = BoundedCall.call("plugin-runtime-" + runtime.language(),
                        PREPARE_DEADLINE, () -> {
                            runtime.prepare();
                            return true;
                        }, late -> LOG.info("The runtime for {} plugins is ready at last", runtime.language()));
                if (!(outcome instanceof BoundedCall.Outcome.Done<Boolean>)) {
                    LOG.warn(
                            "The runtime for {} plugins did not start as it should ({}); its plugins are tried all the same",
                            runtime.language(), outcome);
                }
            }
        }
    }

    private PluginAttempt attempt(MaterialisedPlugin plugin) {
        return new PluginAttempt(plugin, runtime(plugin), deadline, new LoadingContext(plugin, secrets, outbound));
    }

    private Optional<PluginRuntime> runtime(MaterialisedPlugin plugin) {
        return runtimes.stream().filter(each -> each.language() == plugin.manifest().language()).findFirst();
    }

    private void keep(String name, AutoCloseable handle) {
        synchronized (handles) {
            handles.put(name, handle);
        }
    }

    /** Unloads in the opposite order; a failure is logged. */
    @Override
    public void close() {
        List<Map.Entry<String, AutoCloseable>> loaded;
        synchronized (handles) {
            loaded = new ArrayList<>(handles.entrySet());
            handles.clear();
        }
        for (Map.Entry<String, AutoCloseable> each : loaded.reversed()) {
            unload(each.getKey(), each.getValue());
        }
        for (PluginRuntime runtime : runtimes) {
            unload(runtime.language() + " runtime", runtime);
        }
    }

    private static void unload(String name, AutoCloseable handle) {
        BoundedCall.Outcome<Boolean> outcome = BoundedCall.call("plugin-unload-" + name, UNLOAD_DEADLINE, () -> {
            handle.close();
            return true;
        }, late -> LOG.info("Plugin {} was unloaded late", name));
        switch (outcome) {
            case BoundedCall.Outcome.Done<Boolean> done -> LOG.debug("Plugin {} is unloaded", name);
            case BoundedCall.Outcome.Failed<Boolean>(Throwable failure) ->
                LOG.warn("Plugin {} failed to unload; what it holds stays until this process ends", name, failure);
            case BoundedCall.Outcome.Late<Boolean> late -> LOG.warn(
                    "Plugin {} did not unload within {} s; it is left behind", name, UNLOAD_DEADLINE.toSeconds());
        }
    }
}
