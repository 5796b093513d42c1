package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.publish.ContentDigest;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.scheduler.discovery.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * What the sources, as they are, would publish in place of a generation.
 *
 * @param entries sorted by name
 * @param contents those that the entries newly name
 * @param warnings on plugins and sources
 * @param judgements on each source
 */
public record Proposal(List<PluginEntry> entries, List<PluginContent> contents, List<PluginWarning> warnings,
        List<Judgement> judgements) {
    public Proposal {
        entries = List.copyOf(entries);
        contents = List.copyOf(contents);
        warnings = List.copyOf(warnings);
        judgements = List.copyOf(judgements);
    }

    /** Whether publishing it would change nothing. Where a source lies does not count: another host may mount it elsewhere. */
    public boolean sameAs(Optional<Generation> generation) {
        return generation.map(published -> published.contentDigest().equals(ContentDigest.of(entries))).orElseGet(
                entries::isEmpty);
    }

    /** By which digests the operator confirms what is refused. */
    List<String> guarded() {
        return judgements.stream().map(Judgement::guardedDigest).flatMap(Optional::stream).toList();
    }
}
