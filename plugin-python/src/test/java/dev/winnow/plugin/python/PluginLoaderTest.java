package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.manifest.ManifestReading;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Python plugins as the daemons load them. */
class PluginLoaderTest {
    @TempDir
    Path folder;

    private static PluginLoader loader(Duration deadline) {
        return new PluginLoader(List.of(new PythonPluginRuntime()), deadline, reference -> "secret", new Outbound() {
            @Override
            public ProxySelector proxySelector() {
                return ProxySelector.getDefault();
            }

            @Override
            public Optional<Authenticator> proxyAuthenticator() {
                return Optional.empty();
            }
        });
    }

    @Test
    void theSampleIsLoadedWholeFromItsFolder() throws Exception {
        Path sample = Path.of("../plugins/plugin_instance_type_blacklist").toAbsolutePath().normalize();
        ManifestReading reading = new ManifestReader().read(sample, "fallback");
        assertThat(reading.warnings()).isEmpty();
        try (PluginLoader loader = loader(Duration.ofSeconds(60))) {
            LoadReport report = loader.load(
                    List.of(new MaterialisedPlugin(reading.manifest(), "0".repeat(64), sample, Settings.NONE)),
                    List.of());
            assertThat(report.warnings()).isEmpty();
            assertThat(report.failed()).isEmpty();
            InsightDefinition insight = report.registry().find(InsightDefinition.class, "forbidden-instance-types")
                    .orElseThrow().extension();
            assertThat(insight.severity()).isEqualTo(Severity.HIGH);
            assertThat(report.registry().all(FrontendModule.class)).hasSize(1);
            InsightDefinition.FilterUse use = insight.filters().getFirst();
            ResourceFilter filter = report.registry().find(ResourceFilter.class, use.filter()).orElseThrow()
                    .extension();
            assertThat(ConditionText.of(filter.apply(ResourceQuery.ofType("instance"), use.settings()).condition()))
                    .startsWith("all(all(always, resource.type EQUAL instance), any(").contains("LIKE t2.%");
        }
    }

    @Test
    @Timeout(120)
    void oneThatNeverEndsDoesNotKeepTheNextFromLoading() throws Exception {
        TestPlugin spins = new TestPlugin(folder, "a_spins").module("plugin.py",
                "while True:\n    try:\n        while True: pass\n    except BaseException: pass");
        TestPlugin good = new TestPlugin(folder, "b_good").module("plugin.py",
                PythonTest.filter("return query"));
        try (PluginLoader loader = loader(Duration.ofSeconds(30))) {
            LoadReport report = loader.load(List.of(spins.materialised(), good.materialised()), List.of());
            assertThat(report.failed()).containsExactly("a_spins");
            assertThat(report.warnings()).singleElement()
                    .satisfies(warning -> assertThat(warning.code()).isEqualTo(WarningCode.LOAD_TIMEOUT));
            assertThat(report.registry().find(ResourceFilter.class, "probe")).isPresent();
        }
    }
}
