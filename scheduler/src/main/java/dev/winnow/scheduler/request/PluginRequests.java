package dev.winnow.scheduler.request;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.scheduler.lead.Term;
import dev.winnow.scheduler.publish.Publication;
import dev.winnow.scheduler.publish.Publishing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plan, publish now, roll back, confirm removals. */
final class PluginRequests {
    private static final int LOOK_BACK = 200;

    private final Publishing publishing;
    private final PluginStore store;

    PluginRequests(Publishing publishing, PluginStore store) {
        this.publishing = publishing;
        this.store = store;
    }

    Reply plan(Term term, Arguments arguments, String requestedBy) throws IOException {
        return PlanReply.of(publishing.plan());
    }

    Reply publish(Term term, Arguments arguments, String requestedBy) throws IOException {
        return reply(publishing.asked(term, arguments.texts("confirm")));
    }

    Reply confirmRemovals(Term term, Arguments arguments, String requestedBy) throws IOException {
        Set<String> digests = arguments.texts("digests");
        Set<String> guarded = new TreeSet<>(store.sources().stream().filter(SourceStatus::guarded)
                .map(SourceStatus::guardedDigest).filter(Objects::nonNull).toList());
        if (digests.stream().noneMatch(guarded::contains)) {
            return Reply.refused(guarded.isEmpty()
                    ? "No removal is refused at the moment; there is nothing to confirm."
                    : "None of these digests names a refused removal. Refused are: " + String.join(", ", guarded)
                            + ".");
        }
        return reply(publishing.asked(term, digests));
    }

    Reply rollback(Term term, Arguments arguments, String requestedBy) {
        Optional<Generation> current = store.current();
        if (current.isEmpty()) {
            return Reply.refused("No generation was published yet; there is nothing to roll back to.");
        }
        Optional<Generation> target = arguments.optionalNumber("generation").map(this::find)
                .orElseGet(() -> before(current.get()));
        if (target.isEmpty()) {
            return Reply.refused("There is no such earlier generation, or it was cleared away. Kept are: "
                    + store.latest(LOOK_BACK).stream().map(kept -> String.valueOf(kept.id())).collect(
                            Collectors.joining(", "))
                    + ". WINNOW_PLUGIN_GENERATIONS_KEEP and WINNOW_PLUGIN_GENERATIONS_KEEP_DAYS say how many.");
        }
        if (target.get().id() == current.get().id()) {
            return Reply.refused("Generation " + target.get().id() + " is the current one.");
        }
        Generation made = publishing.rollback(term, target.get().id());
        return Reply.done(
                "Generation %d makes the plugins of generation %d current again. Restart all processes to load it."
                        .formatted(made.id(), target.get().id()))
                .with("generation", made.id());
    }

    private Optional<Generation> find(long generation) {
        return store.find(generation);
    }

    /** The latest one before the current that is something else. */
    private Optional<Generation> before(Generation current) {
        return store.latest(LOOK_BACK).stream().filter(generation -> generation.id() < current.id()
                && !generation.contentDigest().equals(current.contentDigest())).findFirst();
    }

    private static Reply reply(Publication publication) {
        Reply reply = Reply.done(publication.sentence());
        if (!publication.guardedDigests().isEmpty()) {
            reply = reply.with("refusedRemovals", publication.guardedDigests());
        }
        List<String> removed = new ArrayList<>();
        if (publication instanceof Publication.Published published) {
            removed.addAll(published.removed());
            reply = reply.with("generation", published.generation().id());
        }
        return removed.isEmpty() ? reply : reply.with("removed", removed);
    }
}
