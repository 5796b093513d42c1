package dev.winnow.web.frontend;

import dev.winnow.plugin.spi.FrontendModule.Kind;
import dev.winnow.web.service.Actor;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page that holds a plugin's page in a sandboxed frame. */
@Controller
class FrontendPages {
    private final EmbeddedModules modules;

    FrontendPages(EmbeddedModules modules) {
        this.modules = modules;
    }

    @GetMapping("/plugin/{plugin}/pages/{id}")
    String page(@PathVariable String plugin, @PathVariable String id, Actor actor, HttpServletRequest request,
            Model model) {
        EmbeddedModule module = modules.get(Kind.PAGE, plugin, id, actor);
        model.addAttribute("module", module);
        model.addAttribute("section", plugin + "." + id);
        model.addAttribute("base", request.getContextPath());
        return "plugin/page";
    }
}
