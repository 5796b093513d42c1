package dev.winnow.web.page.view;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.SettingField.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the settings of a form: what a browser sends, as the service wants to have it. */
public final class SentSettings {
    private SentSettings() {
    }

    /** The values of these fields, whose names in the form begin with the prefix. */
    public static Map<String, Object> of(List<SettingField> fields, Map<String, List<String>> sent, String prefix) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (SettingField field : fields) {
            List<String> given = sent.getOrDefault(prefix + field.name(), List.of());
            if (field.kind() == Kind.BOOLEAN) {
                // A browser says nothing of a box that is not ticked; the hidden field beside it says that there was
                // one.
                if (!given.isEmpty() || sent.containsKey("_" + prefix + field.name())) {
                    values.put(field.name(), String.valueOf(!given.isEmpty()));
                }
            } else if (field.kind() == Kind.MULTI_SELECTION) {
                values.put(field.name(), given);
            } else if (!given.isEmpty() && !given.getFirst().isBlank()) {
                values.put(field.name(), given.getFirst());
            }
        }
        return values;
    }
}
