package dev.winnow.scheduler.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What differs between two versions.
 *
 * @param added in the newer only
 * @param changed in both, and not the same
 * @param removed in the older only
 * @param more how many differ beyond those that are listed
 */
public record Changes<T>(List<T> added, List<T> changed, List<T> removed, int more) {
    public Changes {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    static <T> Changes<T> none() {
        return new Changes<>(List.of(), List.of(), List.of(), 0);
    }

    /** Between two sets of named things, in the order of their names. */
    static <T extends Comparable<T>> Changes<T> between(Map<T, ?> from, Map<T, ?> to) {
        List<T> added = new ArrayList<>();
        List<T> changed = new ArrayList<>();
        List<T> removed = new ArrayList<>();
        new TreeMap<>(to).forEach((name, value) -> {
            if (!from.containsKey(name)) {
                added.add(name);
            } else if (!value.equals(from.get(name))) {
                changed.add(name);
            }
        });
        new TreeMap<>(from).keySet().stream().filter(name -> !to.containsKey(name)).forEach(removed::add);
        return new Changes<>(added, changed, removed, 0);
    }

    /** The same with so many listed at most. */
    public Changes<T> atMost(int limit) {
        List<T> first = head(added, limit);
        List<T> second = head(changed, limit - first.size());
        List<T> third = head(removed, limit - first.size() - second.size());
        int listed = first.size() + second.size() + third.size();
        return new Changes<>(first, second, third, more + added.size() + changed.size() + removed.size() - listed);
    }

    private static <T> List<T> head(List<T> all, int limit) {
        return all.subList(0, Math.min(all.size(), Math.max(limit, 0)));
    }
}
