package dev.winnow.scheduler.probe;

import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.daemon.settings.ProbeSettings;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.publish.Screen;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks at new plugins by having them loaded before they are published. One that does not load, or requires what would
 * not be there, does not replace its last good version; what it warns of is told at each look, from the record. What is
 * live already stays so, whatever is found now. Where nothing is new, no process is started.
 */
public final class ProbeScreen implements Screen {
    private final ProbeSettings settings;
    private final Path cache;
    private final PluginStore store;
    private final PluginProbes probes;
    private final ProbeMeters meters;
    private final InstantSource clock;
    private final AtomicLong started = new AtomicLong();

    ProbeScreen(ProbeSettings settings, PluginSettings plugins, PluginStore store, PluginProbes probes,
            ProbeMeters meters, InstantSource clock) {
        this.settings = settings;
        this.cache = plugins.cache();
        this.store = store;
        this.probes = probes;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public List<Finding> screen(List<Finding> findings, Optional<Generation> base) {
        try {
            return look(new Look(findings, base));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("asked to stop while new plugins were tried", e);
        }
    }

    /** How many processes were started in all. */
    public long started() {
        return started.get();
    }

    private List<Finding> look(Look look) throws InterruptedException {
        ProbeCommand command = new ProbeCommand(settings.heap(), cache.resolve("python").toAbsolutePath());
        try (ProbeProcesses processes = new ProbeProcesses(command);
                ProbeLook probing = new ProbeLook(look, new Records(probes, clock), new Layout(cache.resolve("plugins"),
                        processes::folder, store), new Prober(processes, settings), new DataTrial(settings.deadline()),
                        meters)) {
            try {
                return probing.run(settings.on());
            } finally {
                started.addAndGet(processes.started());
            }
        }
    }
}
