package dev.winnow.web.service;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.ResourceFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Plugins as they are published and loaded, their warnings, and what an operator can do about them. */
@Service
public class PluginService {
    private final PluginStore store;
    private final PluginWarnings warnings;
    private final LoadedPlugins loaded;
    private final PluginHost host;
    private final ProcessTable processes;
    private final SchedulerRequests scheduler;
    private final Audit audit;

    PluginService(PluginStore store, PluginWarnings warnings, LoadedPlugins loaded, PluginHost host,
            ProcessTable processes, SchedulerRequests scheduler, Audit audit) {
        this.store = store;
        this.warnings = warnings;
        this.loaded = loaded;
        this.host = host;
        this.processes = processes;
        this.scheduler = scheduler;
        this.audit = audit;
    }

    /** The plugins of the current generation, by name. */
    public List<PluginSummary> all() {
        Optional<Generation> current = store.current();
        if (current.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> counts = store.warningCounts();
        PluginRegistry registry = host.registry();
        LoadedPlugins.Names names = loaded.names();
        return current.get().plugins().stream().map(plugin -> new PluginSummary(plugin, current.get().id(),
                names.contains(plugin), counts.getOrDefault(plugin.name(), 0),
                registered(registry, plugin, ResourceFilter.class).stream().map(Extension::name).toList(),
                registered(registry, plugin, JobHandler.class).stream().map(Extension::name).toList(),
                registered(registry, plugin, FrontendModule.class))).toList();
    }

    /** One of the current generation. */
    public PluginSummary get(String name) {
        List<PluginSummary> all = all();
        return all.stream().filter(plugin -> plugin.name().equals(name)).findFirst()
                .orElseThrow(() -> RefusedException.notFound("There is no plugin '" + Shown.of(name)
                        + "' in the current generation: " + Suggestion.of(name,
                                all.stream().map(PluginSummary::name).toList())));
    }

    /** Open warnings on a plugin, worst first; {@code source:NAME} for a source. */
    public List<RecordedWarning> warnings(String plugin) {
        List<RecordedWarning> open = warnings.open(plugin);
        if (open.isEmpty() && !plugin.startsWith("source:")) {
            get(plugin);
        }
        return open;
    }

    /** All open warnings. */
    public List<RecordedWarning> warnings() {
        return warnings.open();
    }

    /** Says that somebody has seen a warning. */
    public void acknowledge(Actor actor, String plugin, String id, String note, @Nullable Instant expiresAt) {
        boolean known = warnings.open(plugin).stream().anyMatch(warning -> warning.id().equals(id));
        if (note.length() > 1000) {
            throw RefusedException.invalid("note", "'note' must have at most 1000 characters");
        }
        if (!known || !warnings.acknowledge(id, actor.name(), note, expiresAt)) {
            throw RefusedException.notFound("There is no open warning '" + Shown.of(id) + "' on '" + Shown.of(plugin)
                    + "': it may have been resolved by a restart.");
        }
        audit.record(actor, "plugin.warning.acknowledge", "plugin:" + plugin, Map.of("warning", id, "note", note));
    }

    /** The sources as the scheduler last saw them. */
    public List<SourceStatus> sources() {
        return store.sources();
    }

    /** The latest generations, newest first, without plugins. */
    public List<Generation> generations(int limit) {
        return store.latest(limit);
    }

    /** Which processes run other plugins than those that are published. */
    public GenerationDrift drift() {
        return new GenerationDrift(store.current().map(Generation::id).orElse(null), processes.live());
    }

    /** Has the sources discovered and published; a restart loads what is new. */
    public RequestAnswer publish(Actor actor, List<String> confirmedDigests) {
        return scheduler.ask(actor, "plugins.publish", "plugins",
                confirmedDigests.isEmpty() ? Map.of() : Map.of("confirm", confirmedDigests));
    }

    /** Confirms what the guard of a source refused, by the digests it named. */
    public RequestAnswer confirmRemovals(Actor actor, List<String> digests) {
        return scheduler.ask(actor, "plugins.confirm-removals", "plugins", Map.of("digests", digests));
    }

    /** Goes back to an earlier generation; null for the last but one. A restart loads it. */
    public RequestAnswer rollback(Actor actor, @Nullable Long generation) {
        if (generation != null && store.find(generation).isEmpty()) {
            throw RefusedException.invalid("generation", "there is no generation " + generation);
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (generation != null) {
            arguments.put("generation", generation);
        }
        return scheduler.ask(actor, "plugins.rollback", "plugins", arguments);
    }

    private static <E extends Extension> List<E> registered(PluginRegistry registry, PublishedPlugin plugin,
            Class<E> kind) {
        return registry.all(kind).stream().filter(extension -> extension.plugin().equals(plugin.name()))
                .map(Registered::extension).toList();
    }
}
