package dev.winnow.web.page.resource;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.FrontendModule.Kind;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceAction;
import dev.winnow.web.frontend.EmbeddedModules;
import dev.winnow.web.page.view.Confirmation;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.JsonNode;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.ResourceSummary;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.ResourceDetail;
import dev.winnow.web.service.ResourceService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One resource and what can be done with it. */
@Controller
class ResourceDetailPage {
    private final ResourceService resources;
    private final ActionButtons buttons;
    private final EmbeddedModules modules;
    private final Times times;

    ResourceDetailPage(ResourceService resources, ActionButtons buttons, EmbeddedModules modules, Times times) {
        this.resources = resources;
        this.buttons = buttons;
        this.modules = modules;
        this.times = times;
    }

    @GetMapping("/resources/{id}")
    String detail(@PathVariable String id, Actor actor, Model model) {
        ResourceDetail detail = resources.get(Cursor.requiredId(id, "id"));
        Resource resource = detail.resource();
        Map<Long, String> account = detail.account().map(found -> Map.of(found.id(), found.name())).orElse(Map.of());
        List<ActionButton> actions = Part.of("the actions", () -> buttons.of(detail)).or(List.of());
        model.addAttribute("resource", ResourceSummary.of(resource, account, times));
        model.addAttribute("crumbs", List.of(new Crumb("Resources", "/resources"),
                new Crumb(resource.type(), "/resources?type=" + resource.type())));
        model.addAttribute("tabs", Part.of("the tabs of plugins", () -> modules.all(Kind.TAB, actor)).or(List.of()));
        model.addAttribute("facts", ResourceFacts.of(resource, detail.account().map(CloudAccount::name).orElse("")));
        model.addAttribute("launched", times.whenever(resource.description().launchedAt()));
        model.addAttribute("firstSeen", times.when(resource.firstSeen()));
        model.addAttribute("tags", new TreeMap<>(resource.description().tags()));
        model.addAttribute("attributes", JsonNode.of(resource.description().attributes()));
        model.addAttribute("actions", actions);
        model.addAttribute("actionNote", actions.stream().map(ActionButton::refusal).filter(text -> text != null)
                .distinct().findFirst().orElse(null));
        model.addAttribute("findings", Part.of("the findings", () -> detail.findings().stream()
                .map(row -> new FindingLink(row.id(), row.definition().title(), Status.of(row.definition().severity())))
                .toList()));
        return "resource/detail";
    }

    @PostMapping("/resources/{id}/actions/{action}")
    String act(@PathVariable String id, @PathVariable String action,
            @RequestParam(defaultValue = "false") boolean confirmed, Actor actor, Model model,
            RedirectAttributes redirect) {
        long resourceId = Cursor.requiredId(id, "id");
        ResourceDetail detail = resources.get(resourceId);
        String page = "/resources/" + resourceId;
        ResourceSummary summary = ResourceSummary.of(detail.resource(), Map.of(), times);
        ResourceAction offered = detail.actions().stream().filter(offer -> offer.action().equals(action)).findFirst()
                .orElse(null);
        if (offered != null && offered.destructive() && !confirmed) {
            return Confirmation.ask(model, "resources",
                    offered.title() + " " + summary.name() + " (" + summary.nativeId() + ")?", offered.title(),
                    page + "/actions/" + action, Map.of(), page);
        }
        Flash.attempt(redirect, () -> {
            long job = resources.act(actor, resourceId, action);
            Flash.done(redirect, "Asked for: " + action + " " + summary.name() + ", as job " + job
                    + " of priority p0. The state here changes when it is done.");
        });
        return "redirect:" + page;
    }

    /** An insight that names the resource. */
    record FindingLink(long id, String title, Status severity) {
    }
}
