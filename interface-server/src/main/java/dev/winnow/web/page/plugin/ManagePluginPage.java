package dev.winnow.web.page.plugin;

import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.SentSettings;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.PluginSettingService;
import dev.winnow.web.service.RefusedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Manage Plugin: its warnings, settings, what it registers, where it runs, its facts. */
@Controller
class ManagePluginPage {
    private final PluginDetail detail;
    private final PluginSettingService settings;

    ManagePluginPage(PluginDetail detail, PluginSettingService settings) {
        this.detail = detail;
        this.settings = settings;
    }

    @GetMapping("/settings/plugins/{name}")
    String show(@PathVariable String name, Model model) {
        return detail.show(name, null, model);
    }

    @PostMapping("/settings/plugins/{name}/settings")
    String save(@PathVariable String name, @RequestParam MultiValueMap<String, String> sent, Actor actor, Model model,
            RedirectAttributes redirect) {
        try {
            settings.save(actor, name, SentSettings.of(settings.of(name).fields(), sent, SettingsForm.PREFIX),
                    SettingsForm.PREFIX);
        } catch (RefusedException e) {
            if (e.fields().isEmpty()) {
                throw e;
            }
            return detail.show(name, Form.of(sent).withErrors(e.fields()), model);
        }
        Flash.done(redirect, "The settings are saved. A restart hands them to the plugin.");
        redirect.addAttribute("plugin", name);
        return "redirect:/settings/plugins/{plugin}";
    }
}
