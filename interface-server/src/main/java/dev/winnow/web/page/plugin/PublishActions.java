package dev.winnow.web.page.plugin;

import dev.winnow.web.page.view.Confirmation;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.PluginService;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Publish, roll back, confirm removals: requests that the leading scheduler carries out. */
@Controller
class PublishActions {
    private static final String LIST = "/settings/plugins";

    private final PluginService plugins;

    PublishActions(PluginService plugins) {
        this.plugins = plugins;
    }

    @PostMapping("/settings/plugins/publish")
    String publish(Actor actor, RedirectAttributes redirect) {
        Flash.request(redirect, "The sources are read and published. A restart loads what is new.",
                () -> plugins.publish(actor, List.of()));
        return "redirect:" + LIST;
    }

    @PostMapping("/settings/plugins/rollback")
    String rollback(@RequestParam String generation, @RequestParam(defaultValue = "false") boolean confirmed,
            Actor actor, Model model, RedirectAttributes redirect) {
        long id = Cursor.requiredId(generation, "generation");
        if (!confirmed) {
            return Confirmation.ask(model, "settings", "Roll back to generation " + id
                    + "? A new generation with its content is published; processes load it when they restart.",
                    "Roll back", LIST + "/rollback", Map.of("generation", List.of(generation)), LIST);
        }
        Flash.request(redirect, "Rolled back to the content of generation " + id + ". A restart loads it.",
                () -> plugins.rollback(actor, id));
        return "redirect:" + LIST;
    }

    @PostMapping("/settings/plugins/confirm-removals")
    String confirmRemovals(@RequestParam String digest, @RequestParam(defaultValue = "false") boolean confirmed,
            Actor actor, Model model, RedirectAttributes redirect) {
        if (!confirmed) {
            return Confirmation.ask(model, "settings",
                    "Remove all plugins that were published from this source? A rollback brings them back.",
                    "Confirm the removals", LIST + "/confirm-removals", Map.of("digest", List.of(digest)), LIST);
        }
        Flash.request(redirect, "The removals are published. A restart lets the plugins go.",
                () -> plugins.confirmRemovals(actor, List.of(digest)));
        return "redirect:" + LIST;
    }
}
