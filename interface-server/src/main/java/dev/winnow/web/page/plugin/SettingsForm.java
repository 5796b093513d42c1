package dev.winnow.web.page.plugin;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.service.DriftService;
import dev.winnow.web.service.PluginSettingService;
import dev.winnow.web.service.RestartCommands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A plugin's settings as a form, with what a restart is still needed for. */
@Component
class SettingsForm {
    static final String PREFIX = "settings.";

    private final PluginSettingService settings;
    private final DriftService drifts;
    private final Times times;

    SettingsForm(PluginSettingService settings, DriftService drifts, Times times) {
        this.settings = settings;
        this.drifts = drifts;
        this.times = times;
    }

    /**
     * As the page shows it.
     *
     * @param fields none where the plugin declares none
     * @param changed by whom and when they were saved; null where nobody did
     * @param restart processes that started before that; null where none did
     */
    record View(List<SettingField> fields, Form form, @Nullable Changed changed, @Nullable RestartCommands restart) {
    }

    /** Who saved them and when. */
    record Changed(String by, When at) {
    }

    /** The saved settings of a plugin, or those that somebody has sent. */
    View of(String plugin, @Nullable Form sent) {
        PluginSettingService.Current current = settings.of(plugin);
        return new View(current.fields(), sent == null ? filled(current.values()) : sent,
                current.saved().map(saved -> new Changed(saved.changedBy(), times.when(saved.changedAt())))
                        .orElse(null),
                current.saved().flatMap(saved -> drifts.restartBefore(saved.changedAt())).orElse(null));
    }

    private static Form filled(Map<String, Object> values) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(PREFIX + name, value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(value.toString())));
        return new Form(texts, Map.of());
    }
}
