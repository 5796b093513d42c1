package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.scheduler.publish.PluginChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a restart of all processes would change.
 *
 * @param base the current generation
 * @param heldBackFrom after a rollback: the generation that was rolled back from and that the sources still hold. Then a
 *     start publishes nothing, and the changes are those that a publish on request would make
 * @param publishes whether the sources differ from the base
 * @param plugins all, sorted by name
 * @param warnings that publishing would put on record
 * @param restart the processes that run other plugins than they would then
 * @param refusedRemovals digests that confirm removals which are refused
 */
public record Plan(Optional<Generation> base, Optional<Long> heldBackFrom, boolean publishes,
        List<PluginChange> plugins, List<PluginWarning> warnings, List<ProcessRow> restart,
        List<String> refusedRemovals) {
    private static final int NAMED = 10;

    public Plan {
        plugins = List.copyOf(plugins);
        warnings = List.copyOf(warnings);
        restart = List.copyOf(restart);
        refusedRemovals = List.copyOf(refusedRemovals);
    }

    /** Whether a restart would publish something. */
    public boolean changed() {
        return publishes && heldBackFrom.isEmpty();
    }

    /** In a sentence or two. */
    public String sentence() {
        return first() + second() + (refusedRemovals.isEmpty()
                ? ""
                : " A removal is refused until it is confirmed: see the warnings on the source.");
    }

    private String first() {
        if (heldBackFrom.isPresent()) {
            return ("Generation %d is a rollback, and the sources still hold what was rolled back from (generation"
                    + " %d): a restart changes nothing; 'winnow plugins publish' would make these changes: %s.")
                    .formatted(number(), heldBackFrom.get(), changes());
        }
        if (publishes) {
            return "A restart of all processes publishes generation %d: %s.".formatted(number() + 1, changes());
        }
        return base.isEmpty()
                ? "The sources hold no plugin, and none is published: a restart changes nothing."
                : "The sources hold what generation %d has: a restart publishes nothing.".formatted(number());
    }

    private String second() {
        return changed() || restart.isEmpty()
                ? ""
                : " %d %s to be restarted to run it.".formatted(restart.size(), restart.size() == 1
                        ? "process has"
                        : "processes have");
    }

    private long number() {
        return base.map(Generation::id).orElse(0L);
    }

    private String changes() {
        List<String> parts = new ArrayList<>();
        for (Kind kind : List.of(Kind.ADDED, Kind.CHANGED, Kind.REMOVED, Kind.BROKEN)) {
            List<String> names = plugins.stream().filter(plugin -> plugin.kind() == kind).map(PluginChange::name)
                    .toList();
            if (!names.isEmpty()) {
                parts.add(kind.name().toLowerCase(Locale.ROOT) + " " + listed(names));
            }
        }
        return parts.isEmpty() ? "how plugins stand" : String.join("; ", parts);
    }

    private static String listed(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }
}
