package dev.winnow.scheduler.probe;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.PluginSource;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.scheduler.discovery.ConfiguredSource;
import dev.winnow.scheduler.discovery.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LookTest {
    private static final PluginContent FIRST = content("a", "1");
    private static final PluginContent SECOND = content("a", "2");
    private static final PluginWarning REASON = PluginWarning.of("a", "1", WarningCode.LOAD_FAILED, "m", "h");

    @Test
    void whereTheFirstSourcesPluginIsRefusedTheNextSourcesOneIsLookedAt() {
        Look look = new Look(List.of(read("local", List.of(FIRST)), read("bundled", List.of(SECOND))), base());

        assertThat(look.unjudged()).containsExactly(FIRST);
        assertThat(look.unjudged()).as("only once").isEmpty();
        look.refuse(FIRST, List.of(REASON, REASON));

        assertThat(look.unjudged()).containsExactly(SECOND);
        Finding.Read local = (Finding.Read) look.findings().getFirst();
        assertThat(local.scan().broken()).containsExactly("a");
        assertThat(local.scan().warnings()).containsExactly(REASON, REASON);
    }

    @Test
    void whereTheFirstSourceKeepsItsLastGoodVersionTheNextSourcesOneIsNotLookedAt() {
        Look look = new Look(List.of(read("local", List.of(FIRST)), read("bundled", List.of(SECOND))), base(published(
                "a", "0", "local")));

        look.refuse(look.unjudged().getFirst(), List.of(REASON));

        assertThat(look.unjudged()).isEmpty();
        assertThat(look.kept().keySet()).containsExactly("a");
    }

    @Test
    void whatIsLiveIsWarnedOfAndNeverRefused() {
        Look look = new Look(List.of(read("local", List.of(FIRST))), base(published("a", "1", "local")));

        look.refuse(FIRST, List.of(REASON));

        Finding.Read local = (Finding.Read) look.findings().getFirst();
        assertThat(local.scan().plugins()).containsExactly(FIRST);
        assertThat(local.scan().warnings()).containsExactly(REASON);
    }

    @Test
    void whatASourceCannotShowIsThereAndWhatItShowsNoMoreIsNot() {
        ConfiguredSource gone = new ConfiguredSource(new Named("remote"), null);
        Look look = new Look(List.of(new Finding.Unreachable(gone, "no route"), read("local", List.of(FIRST))), base(
                published("far", "3", "remote"), published("removed", "4", "local")));

        assertThat(look.kept().keySet()).containsExactly("far");
        assertThat(look.winners().keySet()).containsExactly("a");
    }

    private static Finding read(String source, List<PluginContent> plugins) {
        return new Finding.Read(new ConfiguredSource(new Named(source), null), new SourceScan(plugins, List.of(), List
                .of(), new SourceScan.Marker.NotUsed()));
    }

    private static PluginContent content(String name, String digest) {
        return new PluginContent(manifest(name), Path.of("/elsewhere", name), List.of(), digest);
    }

    private static Manifest manifest(String name) {
        return new Manifest(name, "1.0.0", "", "", PluginLanguage.NONE, "", Map.of(), List.of(), Set.of(), List.of(),
                List.of());
    }

    private static PublishedPlugin published(String name, String digest, String source) {
        return new PublishedPlugin(name, digest, PublishedPlugin.State.ACTIVE, source, "/" + source, manifest(name));
    }

    private static Optional<Generation> base(PublishedPlugin... plugins) {
        return Optional.of(new Generation(1, "publish", null, "", Instant.EPOCH, Arrays.asList(plugins)));
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
