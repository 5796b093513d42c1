package dev.winnow.web.frontend;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.web.page.view.PluginPages;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.Shown;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page that holds a plugin's page in a sandboxed frame. */
@Controller
class FrontendPages {
    private final PluginHost host;

    FrontendPages(PluginHost host) {
        this.host = host;
    }

    @GetMapping("/plugin/{plugin}/pages/{id}")
    String page(@PathVariable String plugin, @PathVariable String id, Actor actor, HttpServletRequest request,
            Model model) {
        FrontendModule module = host.registry().all(FrontendModule.class).stream()
                .filter(registered -> registered.plugin().equals(plugin)).map(Registered::extension)
                .filter(extension -> extension.kind() == FrontendModule.Kind.PAGE
                        && PluginPages.id(plugin, extension).equals(id))
                .findFirst()
                .orElseThrow(() -> RefusedException.notFound("No loaded plugin has a page '" + Shown.of(id)
                        + "': see Settings, Plugins, for the warnings of '" + Shown.of(plugin) + "'."));
        if (!PluginPages.isFor(module, actor)) {
            throw RefusedException.forbidden("This page is for the roles " + String.join(", ", module.roles().stream()
                    .sorted().toList()) + ".");
        }
        model.addAttribute("title", module.title());
        model.addAttribute("section", module.name());
        model.addAttribute("plugin", plugin);
        model.addAttribute("source", "/plugin/" + plugin + "/assets/"
                + module.entry().replaceFirst("^(assets|html)/", ""));
        model.addAttribute("base", request.getContextPath());
        return "plugin/page";
    }
}
