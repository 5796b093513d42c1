package dev.winnow.daemon.plugin;

import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.SettingField.Kind;
import dev.winnow.plugin.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OperatorSettingsTest {
    private final List<PluginWarning> warnings = new ArrayList<>();

    @Test
    void whatTheOperatorSavedWinsOverTheDefaultWhichWinsOverNothing() {
        Settings settings = merge(Map.of("region", "eu-1", "unknown", "x"),
                SettingField.text("region", "Region", "").withDefault("us-1"),
                field("limit", Kind.NUMBER).withDefault(5L), SettingField.text("note", "Note", ""));
        assertThat(settings.values()).isEqualTo(Map.of("region", "eu-1", "limit", 5L));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aValueThatAnUpdateMadeUnfitIsNamedAndNeverReachesThePlugin() {
        Map<Kind, Object> unfit = Map.of(Kind.TEXT, 1, Kind.LONG_TEXT, List.of("a"), Kind.NUMBER, "many", Kind.BOOLEAN,
                "yes", Kind.SELECTION, "gone", Kind.MULTI_SELECTION, List.of("a", "gone"), Kind.TEXT_LIST, "one",
                Kind.SECRET_REFERENCE, "hunter2");
        assertThat(unfit).hasSameSizeAs(Kind.values());
        unfit.forEach((kind, value) -> {
            warnings.clear();
            assertThat(merge(Map.of("f", value), field("f", kind)).values()).as(kind.name()).isEmpty();
            assertThat(warnings).as(kind.name()).singleElement().satisfies(warning -> {
                assertThat(warning.code()).isEqualTo(WarningCode.SETTING_UNFIT);
                assertThat(warning.message()).contains("'f'").doesNotContain("hunter2");
            });
        });
    }

    @Test
    void aRequiredSettingWithoutAValueIsNamed() {
        merge(Map.of(), SettingField.text("token", "Token", "").asRequired());
        assertThat(warnings).singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("'token' (Token) is required"));
    }

    private static SettingField field(String name, Kind kind) {
        return new SettingField(name, name, "", kind, false, List.of("a", "b"), null);
    }

    private Settings merge(Map<String, Object> saved, SettingField... fields) {
        Manifest manifest = new Manifest("shop", "1.0.0", "", "", PluginLanguage.NONE, "", Map.of(), List.of(),
                Set.of(), List.of(fields), List.of());
        return OperatorSettings.merge(manifest, "d", saved, warnings::add);
    }
}
