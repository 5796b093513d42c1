package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.plugin.publish.ContentDigest;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.PluginSource;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.plugin.source.SourceScan.Marker;
import dev.winnow.scheduler.discovery.ConfiguredSource;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.discovery.SourceJudge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProposerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final ConfiguredSource LOCAL = new ConfiguredSource(new Named("local"), installation -> {
    });
    private static final ConfiguredSource BUNDLED = new ConfiguredSource(new Named("bundled"), null);

    @Test
    void whatIsWholeIsPublishedAndUnchangedContentIsNotStoredAgain() {
        Proposal proposal = propose(base(published("a", "a1", State.ACTIVE, "local")),
                local(content("a", "a1"), content("b", "b1")));

        assertThat(lines(proposal)).containsExactly("a a1 ACTIVE local", "b b1 ACTIVE local");
        assertThat(proposal.contents()).extracting(PluginContent::digest).containsExactly("b1");
        assertThat(proposal.sameAs(base(published("a", "a1", State.ACTIVE, "local")))).isFalse();
    }

    @Test
    void nothingChangedIsTheSame() {
        Optional<Generation> base = base(published("a", "a1", State.ACTIVE, "local"));
        assertThat(propose(base, local(content("a", "a1"))).sameAs(base)).isTrue();
        assertThat(propose(Optional.empty(), local()).sameAs(Optional.empty())).isTrue();
    }

    @Test
    void aBrokenPluginKeepsItsLastGoodVersionLive() {
        assertThat(lines(propose(base(published("a", "a1", State.ACTIVE, "local")), localBroken("a"))))
                .containsExactly("a a1 STALE local");
    }

    @Test
    void aStalePluginStaysStaleUntilItIsWholeAgain() {
        Optional<Generation> base = base(published("a", "a1", State.STALE, "local"));
        assertThat(propose(base, localBroken("a")).sameAs(base)).isTrue();
        assertThat(lines(propose(base, local(content("a", "a1"))))).containsExactly("a a1 ACTIVE local");
    }

    @Test
    void aBrokenPluginWithoutAGoodVersionIsListedAsBroken() {
        assertThat(lines(propose(Optional.empty(), localBroken("a")))).containsExactly("a null BROKEN local");
    }

    @Test
    void aBrokenPluginThatGoesByItsFoldersNameIsTheOneThatWasPublishedFromThatFolder() {
        PublishedPlugin before = new PublishedPlugin("real_name", "a1", State.ACTIVE, "local", "/local/folder", null);
        Proposal proposal = propose(base(before), localBroken("folder"));

        assertThat(lines(proposal)).containsExactly("real_name a1 STALE local");
        assertThat(proposal.warnings()).extracting(PluginWarning::plugin).containsExactly("real_name");
    }

    @Test
    void ofTwoSourcesTheLocalOneWinsAndTheLoserIsWarnedAbout() {
        Proposal proposal = propose(Optional.empty(), local(content("a", "a1")), bundled(content("a", "a2")));

        assertThat(lines(proposal)).containsExactly("a a1 ACTIVE local");
        assertThat(proposal.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.NAME_TAKEN);
            assertThat(warning.digest()).isEqualTo("a2");
            assertThat(warning.message()).contains("/local", "/bundled");
        });
    }

    @Test
    void aBrokenNewcomerDoesNotTakeTheNameFromAWholePlugin() {
        Optional<Generation> base = base(published("a", "a2", State.ACTIVE, "bundled"));
        assertThat(lines(propose(base, localBroken("a"), bundled(content("a", "a2"))))).containsExactly(
                "a a2 ACTIVE bundled");
    }

    @Test
    void aBrokenPluginThatWasPublishedBeforeKeepsTheNameAndItsGoodVersion() {
        Optional<Generation> base = base(published("a", "a1", State.ACTIVE, "local"));
        assertThat(lines(propose(base, localBroken("a"), bundled(content("a", "a2"))))).containsExactly(
                "a a1 STALE local");
    }

    @Test
    void aPluginThatIsGoneIsRemovedAndOneOfAnotherSourceStays() {
        Optional<Generation> base = base(published("a", "a1", State.ACTIVE, "local"),
                published("b", "b1", State.ACTIVE, "bundled"));
        assertThat(lines(propose(base, local(), bundled(content("b", "b1"))))).containsExactly("b b1 ACTIVE bundled");
    }

    @Test
    void aSourceThatCannotBeReadKeepsAllAndSaysHowToConfirm() {
        Optional<Generation> base = base(published("a", "a1", State.ACTIVE, "local"));
        Proposal proposal = propose(base, new Finding.Unreachable(LOCAL, "The folder does not exist."));

        assertThat(proposal.sameAs(base)).isTrue();
        assertThat(proposal.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.SOURCE_GUARD);
            assertThat(warning.plugin()).isEqualTo("source:local");
            assertThat(warning.message()).contains("does not exist", "a stays live");
            assertThat(warning.hint()).contains("winnow plugins publish --confirm-removals");
        });
        String digest = proposal.judgements().getFirst().guardedDigest().orElseThrow();
        Proposal confirmed = Proposer.propose(List.of(new Finding.Unreachable(LOCAL, "gone")), base, judge(
                Set.of(digest)));
        assertThat(confirmed.entries()).isEmpty();
    }

    @Test
    void anUnreachableBundledSourceKeepsItsPluginsAndTheirName() {
        Optional<Generation> base = base(published("b", "b1", State.ACTIVE, "bundled"));
        Proposal proposal = propose(base, local(), new Finding.Unreachable(BUNDLED, "No such folder."));

        assertThat(proposal.sameAs(base)).isTrue();
        assertThat(proposal.warnings()).extracting(PluginWarning::code).containsExactly(
                WarningCode.SOURCE_UNREACHABLE);
    }

    @Test
    void aPluginThatCouldNotBeStoredCountsAsBroken() {
        PluginContent content = content("a", "a2");
        Finding finding = local(content).butBroken(content, PluginWarning.of("a", "a2",
                WarningCode.CONTENT_UNREADABLE, "changed", "again"));

        Proposal proposal = propose(base(published("a", "a1", State.ACTIVE, "local")), finding);

        assertThat(lines(proposal)).containsExactly("a a1 STALE local");
        assertThat(proposal.warnings()).extracting(PluginWarning::message).containsExactly("changed");
    }

    private static Proposal propose(Optional<Generation> base, Finding... findings) {
        return Proposer.propose(List.of(findings), base, judge(Set.of()));
    }

    private static SourceJudge judge(Set<String> confirmed) {
        SourceStatus seen = new SourceStatus("local", "/local", true, NOW, NOW, null, false, null);
        return new SourceJudge("us", Map.of("local", seen), confirmed, NOW);
    }

    private static Finding local(PluginContent... contents) {
        return new Finding.Read(LOCAL, new SourceScan(List.of(contents), List.of(), List.of(), new Marker.Of("us")));
    }

    private static Finding localBroken(String name) {
        PluginWarning warning = PluginWarning.of(name, null, WarningCode.MANIFEST_UNREADABLE, "not JSON", "mend it");
        return new Finding.Read(LOCAL, new SourceScan(List.of(), List.of(name), List.of(warning),
                new Marker.Of("us")));
    }

    private static Finding bundled(PluginContent... contents) {
        return new Finding.Read(BUNDLED, new SourceScan(List.of(contents), List.of(), List.of(),
                new Marker.NotUsed()));
    }

    private static PluginContent content(String name, String digest) {
        Manifest manifest = new Manifest(name, "1.0.0", "", "", PluginLanguage.NONE, "", Map.of(), List.of(),
                Set.of(), List.of(), List.of());
        return new PluginContent(manifest, Path.of("/elsewhere", name), List.of(), digest);
    }

    private static PublishedPlugin published(String name, @Nullable String digest, State state, String source) {
        return new PublishedPlugin(name, digest, state, source, "/" + source, null);
    }

    private static Optional<Generation> base(PublishedPlugin... plugins) {
        List<PluginEntry> entries = Arrays.stream(plugins).map(plugin -> new PluginEntry(plugin.name(),
                plugin.digest(), plugin.state(), plugin.source(), plugin.sourceLocation())).toList();
        return Optional.of(new Generation(7, "publish", null, ContentDigest.of(entries), NOW, List.of(plugins)));
    }

    private static List<String> lines(Proposal proposal) {
        return proposal.entries().stream().map(entry -> entry.name() + " " + entry.digest() + " " + entry.state() + " "
                + entry.source()).toList();
    }

    private record Named(String name) implements PluginSource {
        @Override
        public String location() {
            return "/" + name;
        }

        @Override
        public SourceScan scan(Path work) {
            throw new UnsupportedOperationException("tests give findings");
        }
    }
}
