package dev.winnow.worker.builtin;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Completes what an insight says of a filter's settings. */
final class FilterSettings {
    private FilterSettings() {
    }

    /**
     * The given values, with defaults for those that are absent.
     *
     * @throws IllegalArgumentException where one is missing that has no default, or one is not among its options
     */
    static Settings complete(List<SettingField> fields, Settings given) {
        Map<String, Object> values = new HashMap<>(given.values());
        for (SettingField field : fields) {
            Object defaultValue = field.defaultValue();
            if (!values.containsKey(field.name()) && defaultValue != null) {
                values.put(field.name(), defaultValue);
            }
            Object value = values.get(field.name());
            if (value == null && field.required()) {
                throw new IllegalArgumentException("setting '" + field.name() + "' is missing");
            }
            if (value != null && !field.options().isEmpty()) {
                checkOption(field, value);
            }
        }
        return new Settings(values);
    }

    private static void checkOption(SettingField field, Object value) {
        List<?> chosen = value instanceof List<?> list ? list : List.of(value);
        for (Object option : chosen) {
            if (!field.options().contains(String.valueOf(option))) {
                throw new IllegalArgumentException(
                        "setting '" + field.name() + "' is '" + option + "': expected one of "
                                + String.join(", ", field.options()));
            }
        }
    }
}
