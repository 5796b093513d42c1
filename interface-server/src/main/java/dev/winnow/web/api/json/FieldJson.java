package dev.winnow.web.api.json;

import dev.winnow.plugin.spi.SettingField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A setting that can be given. */
public record FieldJson(String name, String label, String help, String kind, boolean required, List<String> options,
        @Nullable Object defaultValue) {
    public static FieldJson of(SettingField field) {
        return new FieldJson(field.name(), field.label(), field.help(), Codes.of(field.kind()), field.required(),
                field.options(), field.defaultValue());
    }
}
