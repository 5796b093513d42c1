package dev.winnow.plugin.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.winnow.plugin.manifest.ExtensionName;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.ManifestJson;
import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.manifest.ManifestReading;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.manifest.RelativePath;
import dev.winnow.plugin.manifest.VersionRange;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.semver4j.Semver;

import static org.assertj.core.api.Assertions.assertThat;

class ManifestFuzzTest {
    @TempDir
    Path folder;

    @FuzzTest(maxDuration = "5m")
    void anyBytesAreAManifestOrASentenceOnWhyNot(byte[] bytes) throws IOException {
        Files.write(folder.resolve("plugin.json"), bytes);
        Files.writeString(folder.resolve("plugin.py"), "");
        try {
            ManifestReading reading = new ManifestReader().read(folder, "fallback");
            checkManifest(reading.manifest());
            Sentences.check(reading.warnings());
            assertThat(readAgain()).isEqualTo(reading);
        } catch (PluginRefusedException e) {
            PluginWarning warning = e.warning();
            Sentences.check(List.of(warning));
            assertThat(warning.code()).isEqualTo(WarningCode.MANIFEST_UNREADABLE);
            assertThat(warning.file()).isEqualTo("plugin.json");
            assertThat(warning.plugin()).isEqualTo("fallback");
            assertThat(warning.line()).isLessThanOrEqualTo(bytes.length + 1);
            assertThat(readAgain()).isEqualTo(warning);
        }
    }

    private Object readAgain() {
        try {
            return new ManifestReader().read(folder, "fallback");
        } catch (PluginRefusedException e) {
            return e.warning();
        }
    }

    private static void checkManifest(Manifest manifest) {
        assertThat(PluginName.isAllowed(manifest.name())).isTrue();
        assertThat(Semver.isValid(manifest.version())).as(manifest.version()).isTrue();
        assertThat(manifest.description()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(manifest.author()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(manifest.initialModules()).allMatch(RelativePath::isSafe);
        assertThat(manifest.permissions()).isSubsetOf("network", "files");
        assertThat(manifest.ui()).allMatch(module -> RelativePath.isSafe(module.entry()))
                .allMatch(module -> ExtensionName.isAllowed(module.name().substring(module.name().indexOf('.') + 1)));
        VersionRange.of(manifest.requiresWinnow());
        manifest.requiresPlugins().values().forEach(VersionRange::of);
        assertThat(ManifestJson.read(ManifestJson.write(manifest))).isEqualTo(manifest);
    }
}
