package dev.winnow.plugin.loader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts plugins in an order in which each comes after those it needs, and by name where that leaves a choice. */
final class LoadOrder {
    private final Map<String, MaterialisedPlugin> plugins = new TreeMap<>();

    LoadOrder(Collection<MaterialisedPlugin> plugins) {
        plugins.forEach(plugin -> this.plugins.putIfAbsent(plugin.name(), plugin));
    }

    /** All of them; those in a cycle come after the others, and last those that need one of these. */
    List<MaterialisedPlugin> inOrder() {
        Map<String, MaterialisedPlugin> placed = new LinkedHashMap<>();
        placeReady(placed);
        plugins.values().stream().filter(plugin -> !placed.containsKey(plugin.name()) && cycle(plugin).isPresent())
                .toList().forEach(plugin -> placed.put(plugin.name(), plugin));
        placeReady(placed);
        return List.copyOf(placed.values());
    }

    private void placeReady(Map<String, MaterialisedPlugin> placed) {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (MaterialisedPlugin plugin : plugins.values()) {
                if (!placed.containsKey(plugin.name()) && needs(plugin).stream().allMatch(placed::containsKey)) {
                    placed.put(plugin.name(), plugin);
                    progress = true;
                    // From the beginning again: what this one set free may come before in name.
                    break;
                }
            }
        }
    }

    /** The way from a plugin over what it needs back to itself, if there is one. */
    Optional<List<String>> cycle(MaterialisedPlugin start) {
        Deque<List<String>> ways = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        ways.add(List.of(start.name()));
        while (!ways.isEmpty()) {
            List<String> way = ways.remove();
            MaterialisedPlugin last = plugins.get(way.getLast());
            for (String next : last == null ? List.<String>of() : needs(last)) {
                List<String> longer = new ArrayList<>(way);
                longer.add(next);
                if (next.equals(start.name())) {
                    return Optional.of(longer);
                }
                if (seen.add(next)) {
                    ways.add(longer);
                }
            }
        }
        return Optional.empty();
    }

    Optional<MaterialisedPlugin> find(String name) {
        return Optional.ofNullable(plugins.get(name));
    }

    private List<String> needs(MaterialisedPlugin plugin) {
        return plugin.manifest().requiresPlugins().keySet().stream().filter(plugins::containsKey).sorted().toList();
    }
}
