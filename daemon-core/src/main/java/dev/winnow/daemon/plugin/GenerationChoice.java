package dev.winnow.daemon.plugin;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses the generation to load: the current one, or an earlier one where starts keep dying of it. */
final class GenerationChoice {
    private static final int DEATHS = 3;

    private final PluginStore store;
    private final LoadingMarks marks;

    GenerationChoice(PluginStore store, LoadingMarks marks) {
        this.store = store;
        this.marks = marks;
    }

    /** The current generation. */
    Optional<Long> published() {
        return store.current().map(Generation::id);
    }

    Choice choose() {
        Optional<Generation> current = store.current();
        Optional<Long> published = current.map(Generation::id);
        Optional<Generation> chosen = current;
        Set<String> deadly = new HashSet<>();
        while (chosen.isPresent() && isDeadly(chosen.get(), deadly)) {
            // The latest before it that is kept: the numbers have gaps.
            chosen = store.before(chosen.get().id());
        }
        if (chosen.equals(current)) {
            return new Choice(published, current, List.of());
        }
        return new Choice(published, chosen, List.of(warning(current.orElseThrow().id(), chosen)));
    }

    /** A rollback and what it names are the same plugins: who dies of the one dies of the other. */
    private boolean isDeadly(Generation generation, Set<String> deadly) {
        if (marks.deaths(generation.id()) >= DEATHS) {
            deadly.add(generation.contentDigest());
        }
        return deadly.contains(generation.contentDigest());
    }

    private static PluginWarning warning(long avoided, Optional<Generation> chosen) {
        String instead = chosen.map(generation -> "generation " + generation.id() + " is").orElse("no plugin is");
        return PluginWarning.of("winnow", null, WarningCode.SAFE_MODE,
                "Generation " + avoided + " was not loaded: " + DEATHS + " starts died while they loaded it. Instead "
                        + instead + " loaded on this host.",
                "Find the plugin that ends the process (the log of those starts ends with its name), remove or mend "
                        + "it in the plugin folder and restart the scheduler, or run 'winnow plugins rollback'; then "
                        + "restart this daemon.");
    }

    /**
     * What to load.
     *
     * @param published the current generation
     * @param generation the one to load
     */
    record Choice(Optional<Long> published, Optional<Generation> generation, List<PluginWarning> warnings) {
        boolean isCurrent() {
            return generation.map(Generation::id).equals(published);
        }
    }
}
