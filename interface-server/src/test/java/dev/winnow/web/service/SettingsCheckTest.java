package dev.winnow.web.service;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.SettingField.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsCheckTest {
    private static SettingField field(Kind kind, String... options) {
        return new SettingField("value", "Value", "", kind, false, List.of(options), null);
    }

    private static Object check(SettingField field, Object given) {
        return SettingsCheck.check(List.of(field), Map.of("value", given), "settings.").values().getOrDefault("value",
                "absent");
    }

    @Test
    void valuesFromAFormGetTheirTypes() {
        assertThat(check(field(Kind.NUMBER), " 12 ")).isEqualTo(12L);
        assertThat(check(field(Kind.BOOLEAN), "on")).isEqualTo(true);
        assertThat(check(field(Kind.TEXT_LIST), "a\n b \n\n")).isEqualTo(List.of("a", "b"));
        assertThat(check(field(Kind.TEXT), "  ")).isEqualTo("absent");
        assertThat(check(field(Kind.SELECTION, "x", "y"), "x")).isEqualTo("x");
        assertThat(check(field(Kind.MULTI_SELECTION, "x", "y"), List.of("x", "y"))).isEqualTo(List.of("x", "y"));
    }

    @Test
    void whatIsAbsentGetsItsDefault() {
        SettingField field = field(Kind.NUMBER).withDefault(5L).asRequired();

        assertThat(SettingsCheck.check(List.of(field), Map.of(), "").values()).containsEntry("value", 5L);
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWithTheFieldsName() {
        assertThatThrownBy(() -> check(field(Kind.NUMBER), "twelve"))
                .hasMessageContaining("'value' must be a whole number")
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.fields())
                        .extracting(FieldProblem::field).containsExactly("settings.value"));
        assertThatThrownBy(() -> check(field(Kind.TEXT), 12)).hasMessageContaining("must be a text");
        assertThatThrownBy(() -> check(field(Kind.BOOLEAN), "maybe")).hasMessageContaining("must be true or false");
        assertThatThrownBy(() -> check(field(Kind.SELECTION, "small", "large"), "smal"))
                .hasMessageContaining("did you mean 'small'?");
    }

    @Test
    void aSecretItselfIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> check(field(Kind.SECRET_REFERENCE), "hunter2"))
                .hasMessageContaining("must be a reference").hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> check(field(Kind.TEXT), "AKIAIOSFODNN7EXAMPLE"))
                .hasMessageContaining("looks like a secret").hasMessageNotContaining("AKIA");
        assertThat(check(field(Kind.SECRET_REFERENCE), "env:AWS_KEY")).isEqualTo("env:AWS_KEY");
        assertThat(check(field(Kind.SECRET_REFERENCE), "file:/run/secrets/key")).isEqualTo("file:/run/secrets/key");
    }
}
