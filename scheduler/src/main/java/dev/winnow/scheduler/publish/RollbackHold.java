package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import java.util.Optional;
import java.util.function.Function;

/** After a rollback: tells whether the sources still hold what was rolled back from. */
final class RollbackHold {
    private static final String ROLLBACK = "rollback";

    private final PluginStore store;

    RollbackHold(PluginStore store) {
        this.store = store;
    }

    /**
     * The generation that was rolled back from and that the sources still hold; empty where nothing holds a publish
     * back. Several rollbacks in a row are looked through down to the generation that the first left.
     *
     * @param propose what the sources make of a generation
     */
    Optional<Held> find(Generation current, Function<Optional<Generation>, Proposal> propose) {
        Generation generation = current;
        while (generation.reason().equals(ROLLBACK)) {
            Optional<Generation> before = store.find(generation.id() - 1);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            Proposal proposal = propose.apply(before);
            if (proposal.sameAs(before)) {
                return Optional.of(new Held(before.get().id(), proposal));
            }
            generation = before.get();
        }
        return Optional.empty();
    }

    /** The sources hold this generation. */
    record Held(long generation, Proposal proposal) {
    }
}
