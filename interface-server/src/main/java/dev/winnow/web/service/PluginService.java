package dev.winnow.web.service;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.ResourceFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Plugins as they are published and loaded, and what an operator can do about them. */
@Service
public class PluginService {
    private final PluginStore store;
    private final LoadedPlugins loaded;
    private final PluginHost host;
    private final SchedulerRequests scheduler;

    PluginService(PluginStore store, LoadedPlugins loaded, PluginHost host, SchedulerRequests scheduler) {
        this.store = store;
        this.loaded = loaded;
        this.host = host;
        this.scheduler = scheduler;
    }

    /** The plugins of the current generation, by name. */
    public List<PluginSummary> all() {
        Optional<Generation> current = store.current();
        if (current.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> counts = store.warningCounts();
        Map<String, String> signers = store.signers(current.get().id());
        PluginRegistry registry = host.registry();
        LoadedPlugins.Names names = loaded.names();
        return current.get().plugins().stream().map(plugin -> new PluginSummary(plugin, current.get().id(),
                signers.get(String.valueOf(plugin.digest())), names.contains(plugin),
                counts.getOrDefault(plugin.name(), 0),
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

    /** The sources as the scheduler last saw them. */
    public List<SourceStatus> sources() {
        return store.sources();
    }

    /** The latest generations, newest first, without plugins. */
    public List<Generation> generations(int limit) {
        return store.latest(limit);
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
