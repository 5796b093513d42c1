package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import java.util.List;
import java.util.Optional;

/** What came of looking at the sources. */
public sealed interface Publication {
    /** On the sources: guarded ones, by the digest that confirms their removals. */
    List<String> guardedDigests();

    /** A new generation was published. */
    record Published(Generation generation, List<String> removed, List<String> guardedDigests) implements Publication {
    }

    /** The sources hold what is current; nothing was written. */
    record Unchanged(Optional<Generation> generation, List<String> guardedDigests) implements Publication {
    }

    /** The sources hold what was rolled back from; nothing was written. */
    record HeldBack(Generation rollback, long rolledBackFrom, List<String> guardedDigests) implements Publication {
    }

    /** In a sentence or two. */
    default String sentence() {
        String refused = guardedDigests().isEmpty()
                ? ""
                : " A removal is refused until it is confirmed: see the warnings on the source.";
        return switch (this) {
            case Published(Generation generation, List<String> removed, var guarded) ->
                "Generation %d is published with %d plugins%s. Restart all processes to load it.%s".formatted(
                        generation.id(), generation.plugins().size(),
                        removed.isEmpty() ? "" : "; removed: " + String.join(", ", removed), refused);
            case Unchanged(Optional<Generation> generation, var guarded) -> generation.isEmpty()
                    ? "The sources hold no plugin, and none is published." + refused
                    : "The sources hold what generation %d has; nothing was published.%s".formatted(
                            generation.get().id(), refused);
            case HeldBack(Generation rollback, long from, var guarded) ->
                ("Generation %d is a rollback, and the sources still hold what was rolled back from (generation %d):"
                        + " nothing is published until the sources change or 'winnow plugins publish' asks for it.%s")
                        .formatted(rollback.id(), from, refused);
        };
    }
}
