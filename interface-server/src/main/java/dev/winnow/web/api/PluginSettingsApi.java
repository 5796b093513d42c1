package dev.winnow.web.api;

import dev.winnow.web.api.json.PluginSettingsJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.PluginSettingService;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings of plugins. */
@RestController
@RequestMapping("/api/v1/plugins/{name}/settings")
class PluginSettingsApi {
    private final PluginSettingService settings;

    PluginSettingsApi(PluginSettingService settings) {
        this.settings = settings;
    }

    @GetMapping
    PluginSettingsJson get(@PathVariable String name) {
        return PluginSettingsJson.of(settings.of(name));
    }

    @PutMapping
    PluginSettingsJson save(@PathVariable String name, @RequestBody Values body, Actor actor) {
        settings.save(actor, name, Body.values(body.settings()), "settings.");
        return PluginSettingsJson.of(settings.of(name));
    }

    /** All values; one that is left out goes back to its default. */
    record Values(@Nullable Map<String, @Nullable Object> settings) {
    }
}
