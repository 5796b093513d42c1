package dev.winnow.worker.builtin;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilterSettingsTest {
    private static final SettingField TYPES = SettingField.textList("types", "Types", "").withDefault(List.of("m1"));
    private static final SettingField MODE = new SettingField("mode", "Mode", "", SettingField.Kind.SELECTION, true,
            List.of("any", "all"), null);

    @Test
    void defaultsFillWhatWasNotGiven() {
        assertThat(FilterSettings.complete(List.of(TYPES), Settings.NONE).texts("types")).containsExactly("m1");
        assertThat(FilterSettings.complete(List.of(TYPES), new Settings(Map.of("types", List.of("x")))).texts("types"))
                .containsExactly("x");
    }

    @Test
    void aMissingOrUnknownChoiceIsNamed() {
        assertThatThrownBy(() -> FilterSettings.complete(List.of(MODE), Settings.NONE))
                .hasMessage("setting 'mode' is missing");
        assertThatThrownBy(() -> FilterSettings.complete(List.of(MODE), new Settings(Map.of("mode", "some"))))
                .hasMessage("setting 'mode' is 'some': expected one of any, all");
    }
}
