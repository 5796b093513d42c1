package dev.winnow.web.page.resource;

import dev.winnow.plugin.spi.FrontendModule.Kind;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.web.frontend.EmbeddedModules;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.ResourceSummary;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.ResourceDetail;
import dev.winnow.web.service.ResourceService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A plugin's tab on a resource, in a sandboxed frame that is told the resource's id. */
@Controller
class ResourceTabPage {
    private final ResourceService resources;
    private final EmbeddedModules modules;
    private final Times times;

    ResourceTabPage(ResourceService resources, EmbeddedModules modules, Times times) {
        this.resources = resources;
        this.modules = modules;
        this.times = times;
    }

    @GetMapping("/resources/{id}/tabs/{plugin}/{tab}")
    String show(@PathVariable String id, @PathVariable String plugin, @PathVariable String tab, Actor actor,
            HttpServletRequest request, Model model) {
        ResourceDetail detail = resources.get(Cursor.requiredId(id, "id"));
        Resource resource = detail.resource();
        Map<Long, String> account = detail.account().map(found -> Map.of(found.id(), found.name())).orElse(Map.of());
        model.addAttribute("module", modules.get(Kind.TAB, plugin, tab, actor));
        model.addAttribute("tabs", modules.all(Kind.TAB, actor));
        model.addAttribute("base", request.getContextPath());
        model.addAttribute("resource", ResourceSummary.of(resource, account, times));
        model.addAttribute("crumbs", List.of(new Crumb("Resources", "/resources"),
                new Crumb(resource.type(), "/resources?type=" + resource.type())));
        return "resource/tab";
    }
}
