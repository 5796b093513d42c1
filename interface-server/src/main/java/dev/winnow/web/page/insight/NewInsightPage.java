package dev.winnow.web.page.insight;

import dev.winnow.plugin.spi.Severity;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.FilterInfo;
import dev.winnow.web.service.FilterService;
import dev.winnow.web.service.InsightService;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.ResourceService;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form for a new insight: filters are added and removed one at a time, without a script. */
@Controller
class NewInsightPage {
    private final InsightService insights;
    private final FilterService filters;
    private final ResourceService resources;

    NewInsightPage(InsightService insights, FilterService filters, ResourceService resources) {
        this.insights = insights;
        this.filters = filters;
        this.resources = resources;
    }

    @GetMapping("/insights/new")
    String form(Model model) {
        return show(model, InsightForm.fresh(), Map.of());
    }

    @PostMapping("/insights/new")
    String send(@RequestParam MultiValueMap<String, String> sent, Actor actor, Model model,
            RedirectAttributes redirect) {
        InsightForm form = new InsightForm(Form.of(sent));
        if (sent.containsKey("add")) {
            String added = form.form().text("added");
            return show(model, filters.all().stream().filter(filter -> filter.name().equals(added)).findFirst()
                    .map(form::with).orElse(form), Map.of());
        }
        if (sent.containsKey("remove")) {
            return show(model, form.without(form.form().text("remove")), Map.of());
        }
        try {
            var row = insights.add(actor, form.wish(filters.all()));
            Flash.done(redirect, "The insight is saved, and its first score is asked for.");
            return "redirect:/insights/" + row.id();
        } catch (RefusedException e) {
            model.addAttribute("problem", e.fields().isEmpty() ? e.sentence() : null);
            return show(model, form, InsightForm.errors(e.fields()));
        }
    }

    private String show(Model model, InsightForm form, Map<String, String> errors) {
        List<FilterInfo> known = Part.of("the filters", filters::all).or(List.of());
        TreeSet<String> types = new TreeSet<>(Part.of("the resource types", () -> resources.countByType().keySet())
                .or(java.util.Set.of()));
        known.forEach(filter -> types.addAll(filter.resourceTypes()));
        model.addAttribute("form", new Form(form.form().values(), errors));
        model.addAttribute("uses", form.uses(known));
        model.addAttribute("filters", known);
        model.addAttribute("types", types);
        model.addAttribute("severities", Arrays.stream(Severity.values()).map(Words::code).toList());
        model.addAttribute("crumbs", List.of(new Crumb("Insights", "/insights")));
        return "insight/new";
    }
}
