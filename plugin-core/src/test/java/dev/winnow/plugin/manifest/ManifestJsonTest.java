package dev.winnow.plugin.manifest;

import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.SettingField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestJsonTest {
    private static final Manifest MANIFEST = new Manifest("a", "1.0.0", "d \"quoted\"", "ops", PluginLanguage.PYTHON,
            ">=1.0", Map.of("z", "*", "b", ">=2"), List.of("plugin.py"), Set.of("network", "files"),
            List.of(SettingField.text("t", "T", "h").asRequired(),
                    new SettingField("n", "N", "", SettingField.Kind.NUMBER, false, List.of(), 5L),
                    new SettingField("l", "L", "", SettingField.Kind.TEXT_LIST, false, List.of(), List.of("x"))),
            List.of(new FrontendModule("a.p", FrontendModule.Kind.PAGE, "P", "assets/i.html", "ban",
                    Set.of("viewer", "operator", "admin"))));

    @Test
    void aManifestReadsBackEqual() {
        assertThat(ManifestJson.read(ManifestJson.write(MANIFEST))).isEqualTo(MANIFEST);
    }

    @Test
    void theTextIsTheSameInEveryProcess() {
        assertThat(ManifestJson.write(MANIFEST)).contains("\"permissions\":[\"files\",\"network\"]",
                "\"roles\":[\"admin\",\"operator\",\"viewer\"]", "\"requiresPlugins\":{\"b\":\">=2\",\"z\":\"*\"}")
                .startsWith("{\"name\":\"a\",\"version\":").doesNotContain("\n");
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> ManifestJson.read("{\"name\": 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ManifestJson.read("{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
