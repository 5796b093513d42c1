package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.TrialRequest;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.loader.LoadOrder;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.Requirements;
import dev.winnow.plugin.registry.PluginWarning;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What plugins require, held against what would be published: by their manifests, before anything is loaded. */
record Needs(Map<String, PluginContent> found, Map<String, PublishedPlugin> kept) {
    /** As things stand in a look. */
    static Needs of(Look look) {
        return new Needs(look.winners(), look.kept());
    }

    /** These, each after what it needs. */
    List<PluginContent> inOrder(Collection<PluginContent> contents) {
        Set<PluginContent> wanted = Set.copyOf(contents);
        return new LoadOrder(all()).inOrder().stream().map(plugin -> found.get(plugin.name()))
                .filter(content -> content != null && wanted.contains(content)).toList();
    }

    /** Why a plugin could not be loaded if this were published. */
    Optional<PluginWarning> unmet(PluginContent content) {
        return new Requirements(new LoadOrder(all())).unmet(of(content), Set.of());
    }

    /** The names of all that it needs, and that those need in turn. */
    Set<String> names(PluginContent content) {
        Set<String> names = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(content.manifest().requiresPlugins().keySet());
        while (!open.isEmpty()) {
            String name = open.remove();
            if (names.add(name)) {
                PluginContent other = found.get(name);
                PublishedPlugin published = kept.get(name);
                if (other != null) {
                    open.addAll(other.manifest().requiresPlugins().keySet());
                } else if (published != null && published.manifest() != null) {
                    open.addAll(published.manifest().requiresPlugins().keySet());
                }
            }
        }
        return names;
    }

    private List<MaterialisedPlugin> all() {
        List<MaterialisedPlugin> all = new ArrayList<>();
        found.values().forEach(content -> all.add(of(content)));
        for (PublishedPlugin plugin : kept.values()) {
            String digest = plugin.digest();
            if (plugin.manifest() != null && digest != null) {
                all.add(TrialRequest.withDefaults(plugin.manifest(), digest, Path.of("")));
            }
        }
        return all;
    }

    private static MaterialisedPlugin of(PluginContent content) {
        return TrialRequest.withDefaults(content.manifest(), content.digest(), content.folder());
    }
}
