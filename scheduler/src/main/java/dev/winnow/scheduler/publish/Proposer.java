package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.discovery.Judgement;
import dev.winnow.scheduler.discovery.SourceJudge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one set of plugins of what all sources hold. The first source that has a whole plugin of a name wins; one that
 * is broken where it was published from keeps its last good version; one that was never good is listed as broken.
 */
final class Proposer {
    private final List<Judgement> judgements;
    private final Map<String, PublishedPlugin> published;
    private final List<PluginEntry> entries = new ArrayList<>();
    private final List<PluginContent> contents = new ArrayList<>();
    private final List<PluginWarning> warnings = new ArrayList<>();

    private Proposer(List<Judgement> judgements, List<PublishedPlugin> published) {
        this.judgements = judgements;
        this.published = published.stream().collect(Collectors.toMap(PublishedPlugin::name, Function.identity()));
    }

    /** What these findings, in the order of their sources, make of a generation. */
    static Proposal propose(List<Finding> findings, Optional<Generation> base, SourceJudge judge) {
        List<PublishedPlugin> published = base.map(Generation::plugins).orElse(List.of());
        List<Judgement> judgements = findings.stream().map(finding -> judge.judge(finding, published)).toList();
        return new Proposer(judgements, published).propose();
    }

    private Proposal propose() {
        Map<String, SequencedSet<Claim>> byName = new TreeMap<>();
        for (Judgement judgement : judgements) {
            warnings.addAll(judgement.warnings());
            if (judgement.finding() instanceof Finding.Read read) {
                warnings.addAll(read.scan().warnings());
            }
            for (Claim claim : Claim.of(judgement)) {
                byName.computeIfAbsent(claim.name(), name -> new LinkedHashSet<>()).add(claim);
            }
        }
        byName.forEach(this::choose);
        warnings.addAll(DroppedSources.warnings(judgements, published.values(), entries));
        return new Proposal(entries, contents, warnings, judgements);
    }

    private void choose(String name, SequencedSet<Claim> claims) {
        PublishedPlugin last = published.get(name);
        Claim winner = winner(claims, last);
        PluginContent content = winner.content();
        String lastDigest = last == null ? null : last.digest();
        if (content != null) {
            entries.add(winner.entry(content.digest(), PublishedPlugin.State.ACTIVE));
            if (!content.digest().equals(lastDigest)) {
                contents.add(content);
            }
        } else if (winner.kept() != null) {
            entries.add(winner.entry(winner.kept().digest(), winner.kept().state()));
        } else if (last != null && lastDigest != null) {
            entries.add(winner.stale(last, lastDigest));
        } else {
            entries.add(winner.entry(null, PublishedPlugin.State.BROKEN));
        }
        claims.stream().filter(claim -> claim != winner).forEach(claim -> warnings.add(taken(claim, winner)));
    }

    private static Claim winner(SequencedSet<Claim> claims, @Nullable PublishedPlugin last) {
        for (Claim claim : claims) {
            boolean keepsLastGood = claim.isBroken() && last != null && last.digest() != null
                    && last.source().equals(claim.source());
            if (!claim.isBroken() || keepsLastGood) {
                return claim;
            }
        }
        return claims.getFirst();
    }

    private static PluginWarning taken(Claim loser, Claim winner) {
        PluginContent content = loser.content();
        String message = loser.isBroken()
                ? "The plugin '%s' in %s is broken; the one in %s is used instead.".formatted(loser.name(),
                        loser.location(), winner.location())
                : "Two sources have a plugin '%s': the one in %s is used, the one in %s is not.".formatted(
                        loser.name(), winner.location(), loser.location());
        return PluginWarning.of(loser.name(), content == null ? null : content.digest(), WarningCode.NAME_TAKEN,
                message, "Rename or remove one of the two and restart.");
    }
}
