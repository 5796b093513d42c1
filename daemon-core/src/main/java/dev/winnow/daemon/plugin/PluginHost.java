package dev.winnow.daemon.plugin;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.Registered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of this daemon: loaded at start-up from the current generation in MySQL. Where the scheduler is restarted
 * within {@code WINNOW_PLUGINS_WAIT_SECONDS} after that, as when all processes are restarted and it comes last, what it
 * publishes is loaded once more, in place of the first; so the registry is to be asked anew for each use.
 */
public class PluginHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    private final SettledScheduler scheduler;
    private final SuccessorWatch successors;
    private final PluginLoading loading;
    private final PluginLoading.Recorder recorder;
    private final Supplier<List<Registered<?>>> builtIns;
    private volatile boolean follows;
    private volatile LoadedPlugins loaded = LoadedPlugins.NONE_YET;

    PluginHost(SettledScheduler scheduler, SuccessorWatch successors, PluginLoading loading,
            PluginLoading.Recorder recorder, Supplier<List<Registered<?>>> builtIns) {
        this.scheduler = scheduler;
        this.successors = successors;
        this.loading = loading;
        this.recorder = recorder;
        this.builtIns = builtIns;
    }

    /** Waits for a live, settled scheduler, at most {@code WINNOW_PLUGINS_WAIT_SECONDS}, and says so when it gives up. */
    public void awaitSettledScheduler() throws InterruptedException {
        follows = true;
        scheduler.await();
    }

    /**
     * Loads the current generation and the built-in extensions; records warnings and the generation. Never throws for
     * a plugin's sake.
     *
     * @throws StartException if MySQL does not answer for a minute
     */
    public void load() {
        Set<String> known = follows ? successors.known() : Set.of();
        try {
            loaded = loading.load(builtIns.get(), recorder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(ExitCode.FAILED, "Asked to stop while plugins were loaded", e);
        }
        if (follows) {
            successors.start(known, this::loadAgainIfNewer);
        }
    }

    /** Whether {@link #load} is done. */
    public boolean isLoaded() {
        return loaded.done();
    }

    /** What was registered; of nothing before loading. */
    public PluginRegistry registry() {
        return loaded.registry();
    }

    /** The generation that was loaded; empty where none was published. */
    public Optional<Long> generation() {
        return loaded.generation();
    }

    /** The plugins whose files are here, by name: for assets. A plugin that failed to load is among them. */
    public List<MaterialisedPlugin> plugins() {
        return loaded.plugins();
    }

    /** How many plugins are loaded. */
    public int loadedCount() {
        return loaded.plugins().size() - loaded.failed().size();
    }

    /** How long the latest {@link #load} took, from asking for the current generation on; zero before it. */
    public Duration loadTime() {
        return loaded.took();
    }

    /** How many warnings loading left. */
    public int warningCount() {
        return loaded.warnings();
    }

    /** Unloads the plugins. */
    @Override
    public void close() {
        successors.close();
        loading.close();
    }

    private void loadAgainIfNewer() {
        if (!loading.published().equals(loaded.published())) {
            LOG.info("The scheduler was restarted after this daemon and has published other plugins: loading them.");
            load();
        }
    }
}
