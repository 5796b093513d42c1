package dev.winnow.scheduler.discovery;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.scheduler.discovery.RemovalGuard.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was found at a source against what is published from it, by {@link RemovalGuard}.
 *
 * @param installation this installation's id
 * @param known the sources as they stood last, by name
 * @param confirmed digests of refused removals that the operator confirms
 * @param now when it was looked
 */
public record SourceJudge(String installation, Map<String, SourceStatus> known, Set<String> confirmed, Instant now) {
    public SourceJudge {
        known = Map.copyOf(known);
        confirmed = Set.copyOf(confirmed);
    }

    /**
     * Judges one.
     *
     * @param published all that is published now, from any source
     */
    public Judgement judge(Finding found, List<PublishedPlugin> published) {
        List<PublishedPlugin> own = published.stream().filter(p -> p.source().equals(found.name())).toList();
        Finding finding = found instanceof Finding.Read(ConfiguredSource at, SourceScan scan)
                ? new Finding.Read(at, BrokenNames.resolve(scan, own))
                : found;
        Set<String> names = own.stream().map(PublishedPlugin::name).collect(Collectors.toSet());
        SourceStatus before = known.get(finding.name());
        String digest = GuardDigest.of(own);
        Sighting seen = Sighting.of(finding, installation, names, before != null && before.markerSeen(),
                confirmed.contains(digest));
        Verdict verdict = RemovalGuard.judge(seen);
        GuardNotice notice = GuardNotice.of(finding, seen, verdict, digest, lastOk(before));
        List<PluginWarning> warnings = notice.warning() == null ? List.of() : List.of(notice.warning());
        boolean guarded = verdict instanceof Verdict.Refused;
        SourceStatus status = new SourceStatus(finding.name(), finding.location(), seen.markerSeen()
                || seen.markerIsOurs(), now, seen.readable() ? now : lastOk(before), notice.problem(), guarded,
                guarded ? digest : null);
        return switch (verdict) {
            case Verdict.Accepted(Set<String> removed) -> new Judgement(finding, List.of(), sorted(removed), warnings,
                    status, RemovalGuard.wantsMarker(seen, verdict));
            case Verdict.AcceptedUnmarked(Set<String> removed) -> new Judgement(finding, List.of(), sorted(removed),
                    warnings, status, RemovalGuard.wantsMarker(seen, verdict));
            case Verdict.Refused refused -> new Judgement(finding, missing(own, seen), List.of(), warnings, status,
                    false);
            case Verdict.Unreached unreached -> new Judgement(finding, missing(own, seen), List.of(), warnings,
                    status, false);
        };
    }

    private static @Nullable Instant lastOk(@Nullable SourceStatus before) {
        return before == null ? null : before.lastOkAt();
    }

    private static List<PublishedPlugin> missing(List<PublishedPlugin> own, Sighting seen) {
        return own.stream().filter(plugin -> !seen.present().contains(plugin.name())).toList();
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
