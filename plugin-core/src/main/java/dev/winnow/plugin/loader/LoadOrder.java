package dev.winnow.plugin.loader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts plugins in an order in which each comes after those it needs, and by name where that leaves a choice. */
public final class LoadOrder {
    private final Map<String, MaterialisedPlugin> plugins = new TreeMap<>();

    /** Of these; of two of one name the first counts. */
    public LoadOrder(Collection<MaterialisedPlugin> plugins) {
        plugins.forEach(plugin -> this.plugins.putIfAbsent(plugin.name(), plugin));
    }

    /** All of them; those in a cycle come after the others, and last those that need one of these. */
    public List<MaterialisedPlugin> inOrder() {
        Map<String, Set<String>> missing = new HashMap<>();
        Map<String, List<String>> neededBy = new HashMap<>();
        TreeSet<String> ready = new TreeSet<>();
        for (MaterialisedPlugin plugin : plugins.values()) {
            List<String> needs = needs(plugin);
            missing.put(plugin.name(), new HashSet<>(needs));
            needs.forEach(needed -> neededBy.computeIfAbsent(needed, name -> new ArrayList<>()).add(plugin.name()));
            if (needs.isEmpty()) {
                ready.add(plugin.name());
            }
        }
        Map<String, MaterialisedPlugin> placed = new LinkedHashMap<>();
        place(placed, ready, missing, neededBy);
        plugins.values().stream().filter(plugin -> !placed.containsKey(plugin.name()) && cycle(plugin).isPresent())
                .forEach(plugin -> ready.add(plugin.name()));
        place(placed, ready, missing, neededBy);
        return List.copyOf(placed.values());
    }

    private void place(Map<String, MaterialisedPlugin> placed, TreeSet<String> ready, Map<String, Set<String>> missing,
            Map<String, List<String>> neededBy) {
        for (String next = ready.pollFirst(); next != null; next = ready.pollFirst()) {
            placed.put(next, Objects.requireNonNull(plugins.get(next)));
            for (String other : neededBy.getOrDefault(next, List.of())) {
                Set<String> left = Objects.requireNonNull(missing.get(other));
                left.remove(next);
                if (left.isEmpty() && !placed.containsKey(other)) {
                    ready.add(other);
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
