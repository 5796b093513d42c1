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
import dev.winnow.plugin.source.SourceScan.Place;
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
    private static final ConfiguredSource REMOTE = new ConfiguredSource(new Named("remote"), null);
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
    void pluginsOfABrokenArchiveStayWhateverTheirNamesUntilItIsWholeAgain() {
        Optional<Generation> base = base(at("one", "o1", "/local/bundle.zip!/x/one"),
                at("other", "t1", "/local/bundle.zip!/x/two"), at("gone", "g1", "/local/bundle.zip.old"));
        Finding torn = localBroken("bundle", "/local/bundle.zip");

        Proposal first = propose(base, torn);
        assertThat(lines(first)).containsExactly("one o1 STALE local", "other t1 STALE local");
        assertThat(first.warnings()).extracting(PluginWarning::plugin).containsExactly("one", "other");
        Proposal second = propose(again(first), torn);
        assertThat(second.sameAs(again(first))).as("the next start knows them, too").isTrue();

        Finding mended = new Finding.Read(LOCAL, new SourceScan(List.of(content("one", "o2"), content("other", "t1")),
                List.of(), List.of(), new Marker.Of("us")));
        assertThat(lines(propose(again(second), mended))).containsExactly("one o2 ACTIVE local",
                "other t1 ACTIVE local");
    }

    @Test
    void aBrokenManifestInAnArchiveConcernsThePluginThatWasPublishedFromThere() {
        Optional<Generation> base = base(at("one", "o1", "/local/bundle.zip!/x/one"),
                at("two", "t1", "/local/bundle.zip!/x/two"));
        SourceScan scan = new SourceScan(List.of(content("one", "o1")), List.of("folder_two"), List.of(),
                new Marker.Of("us"), List.of(new Place("one", "/local/bundle.zip!/x/one", true),
                        new Place("folder_two", "/local/bundle.zip!/x/two", false)));

        assertThat(lines(propose(base, new Finding.Read(LOCAL, scan)))).containsExactly("one o1 ACTIVE local",
                "two t1 STALE local");
    }

    @Test
    void aBrokenArchiveWithTheNameOfAWholePluginStillKeepsItsOwn() {
        Optional<Generation> base = base(at("real", "r1", "/local/foo.zip"), at("foo", "f1", "/local/foo"));
        PluginWarning warning = PluginWarning.of("foo", null, WarningCode.CONTENT_REFUSED, "torn", "again");
        SourceScan scan = new SourceScan(List.of(content("foo", "f1")), List.of(), List.of(warning),
                new Marker.Of("us"), List.of(new Place("foo", "/local/foo", true),
                        new Place("foo", "/local/foo.zip", false)));

        Proposal proposal = propose(base, new Finding.Read(LOCAL, scan));
        assertThat(lines(proposal)).containsExactly("foo f1 ACTIVE local", "real r1 STALE local");
        assertThat(proposal.warnings()).extracting(PluginWarning::plugin).containsExactly("foo", "real");
    }

    @Test
    void whereAPluginLiesIsPublishedWithIt() {
        SourceScan scan = new SourceScan(List.of(content("a", "a1")), List.of("b"), List.of(), new Marker.NoPlace(),
                List.of(new Place("a", "s3://bucket/a.zip", true), new Place("b", "s3://bucket/b.zip", false)));

        assertThat(propose(Optional.empty(), new Finding.Read(REMOTE, scan)).entries()).extracting(
                PluginEntry::sourceLocation).containsExactly("s3://bucket/a.zip", "s3://bucket/b.zip");
    }

    @Test
    void theOrderIsLocalThenRemotesThenBundled() {
        Finding remote = new Finding.Read(REMOTE, new SourceScan(List.of(content("a", "a2"), content("b", "b2")),
                List.of(), List.of(), new Marker.NoPlace()));
        Proposal proposal = propose(Optional.empty(), local(content("a", "a1")), remote, bundled(content("b", "b3"),
                content("c", "c3")));

        assertThat(lines(proposal)).containsExactly("a a1 ACTIVE local", "b b2 ACTIVE remote", "c c3 ACTIVE bundled");
        assertThat(proposal.warnings()).extracting(warning -> warning.code() + " " + warning.digest())
                .containsExactly("NAME_TAKEN a2", "NAME_TAKEN b3");
    }

    @Test
    void aSourceThatIsConfiguredNoMoreTakesItsPluginsWithItAndSaysSo() {
        Optional<Generation> base = base(published("a", "a1", State.ACTIVE, "local"),
                published("b", "b1", State.ACTIVE, "remote"), published("c", "c1", State.ACTIVE, "remote"));

        Proposal proposal = propose(base, local(content("a", "a1")));
        assertThat(lines(proposal)).containsExactly("a a1 ACTIVE local");
        assertThat(proposal.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.SOURCE_DROPPED);
            assertThat(warning.plugin()).isEqualTo("source:remote");
            assertThat(warning.message()).contains("Removed with it: b, c.");
            assertThat(warning.hint()).contains("rollback");
        });

        Finding renamed = new Finding.Read(new ConfiguredSource(new Named("new-name"), null), new SourceScan(
                List.of(content("b", "b1"), content("c", "c1")), List.of(), List.of(), new Marker.NoPlace()));
        assertThat(propose(base, local(content("a", "a1")), renamed).warnings()).as("it was given another name")
                .isEmpty();
    }

    @Test
    void anEmptiedRemoteSourceRemovesNothingUntilItIsConfirmed() {
        Optional<Generation> base = base(published("a", "a1", State.ACTIVE, "remote"));
        Finding empty = new Finding.Read(REMOTE, new SourceScan(List.of(), List.of(), List.of(),
                new Marker.NoPlace()));

        Proposal refused = propose(base, empty);
        assertThat(refused.sameAs(base)).isTrue();
        assertThat(refused.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.SOURCE_GUARD);
            assertThat(warning.message()).contains("/remote can be read, but holds none", "a stays live");
        });
        String digest = refused.judgements().getFirst().guardedDigest().orElseThrow();
        assertThat(Proposer.propose(List.of(empty), base, judge(Set.of(digest))).entries()).isEmpty();
    }

    @Test
    void thatASourceCannotBeReachedIsOneWarningThatTellsSinceWhen() {
        Optional<Generation> base = base(published("a", "a1", State.ACTIVE, "remote"));
        SourceStatus before = new SourceStatus("remote", "/remote", false, NOW, NOW.minusSeconds(86_400), "x", false,
                null);
        Finding gone = new Finding.Unreachable(REMOTE, "Connection refused");

        List<PluginWarning> today = Proposer.propose(List.of(gone), base, new SourceJudge("us",
                Map.of("remote", before), Set.of(), NOW)).warnings();
        List<PluginWarning> tomorrow = Proposer.propose(List.of(gone), base, new SourceJudge("us",
                Map.of("remote", before), Set.of(), NOW.plusSeconds(86_400))).warnings();

        assertThat(today).isEqualTo(tomorrow).singleElement().extracting(PluginWarning::message).asString()
                .isEqualTo("Connection refused. It was last read at 2026-11-21 12:00 UTC. What it published stays live:"
                        + " a.");
        assertThat(propose(Optional.empty(), gone).warnings()).singleElement().extracting(PluginWarning::message)
                .asString().isEqualTo("Connection refused. It was never read. Nothing is published from it.");
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

    private static Finding localBroken(String name, String location) {
        PluginWarning warning = PluginWarning.of(name, null, WarningCode.CONTENT_REFUSED, "torn", "again");
        return new Finding.Read(LOCAL, new SourceScan(List.of(), List.of(name), List.of(warning), new Marker.Of("us"),
                List.of(new Place(name, location, false))));
    }

    private static PublishedPlugin at(String name, String digest, String location) {
        return new PublishedPlugin(name, digest, State.ACTIVE, "local", location, null);
    }

    /** What was proposed, published. */
    private static Optional<Generation> again(Proposal proposal) {
        return base(proposal.entries().stream().map(entry -> new PublishedPlugin(entry.name(), entry.digest(),
                entry.state(), entry.source(), entry.sourceLocation(), null)).toArray(PublishedPlugin[]::new));
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
