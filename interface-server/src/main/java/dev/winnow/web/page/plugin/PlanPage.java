package dev.winnow.web.page.plugin;

import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.DriftService;
import dev.winnow.web.service.PlanService;
import dev.winnow.web.service.PluginPlan;
import dev.winnow.web.service.PluginService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a restart would change: asked for by a button, kept under its address, since it says when it was made. */
@Controller
class PlanPage {
    private final PlanService plans;
    private final PluginService plugins;
    private final DriftService drifts;

    PlanPage(PlanService plans, PluginService plugins, DriftService drifts) {
        this.plans = plans;
        this.plugins = plugins;
        this.drifts = drifts;
    }

    @PostMapping("/settings/plan")
    String ask(Actor actor) {
        return "redirect:/settings/plan?request=" + plans.ask(actor).request().id();
    }

    @GetMapping("/settings/plan")
    String show(@RequestParam(required = false) @Nullable String request, Model model) {
        model.addAttribute("crumbs", List.of(Crumb.settings(), new Crumb("Plugins", "/settings/plugins")));
        Long id = Cursor.id(request, "request");
        if (id == null) {
            return "plugin/plan";
        }
        PlanService.Answer answer = plans.answer(id);
        model.addAttribute("request", answer.request());
        PluginPlan plan = answer.plan();
        if (plan != null) {
            model.addAttribute("plan", plan);
            model.addAttribute("changes", plan.plugins().stream().filter(change -> !change.change()
                    .equals("unchanged")).map(ChangeView::of).toList());
            model.addAttribute("unchanged",
                    plan.plugins().stream().filter(change -> change.change().equals("unchanged")).count());
            model.addAttribute("commands", plan.changed()
                    ? Part.of("the processes", drifts::restartAll).value()
                    : null);
            model.addAttribute("sources", Part.of("the sources", plugins::sources).or(List.of()).stream()
                    .filter(source -> source.guardedDigest() != null
                            && plan.refusedRemovals().contains(source.guardedDigest()))
                    .toList());
        }
        return "plugin/plan";
    }
}
