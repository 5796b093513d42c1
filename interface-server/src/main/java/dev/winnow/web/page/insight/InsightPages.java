package dev.winnow.web.page.insight;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.InsightLine;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.ResourceSummary;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.service.AccountService;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.FilterInfo;
import dev.winnow.web.service.FilterService;
import dev.winnow.web.service.InsightService;
import dev.winnow.web.service.InsightSummary;
import dev.winnow.web.service.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Insights: the list, and each with its score over time and its findings. */
@Controller
class InsightPages {
    private static final int HISTORY = 500;

    private final InsightService insights;
    private final FilterService filters;
    private final AccountService accounts;
    private final Times times;

    InsightPages(InsightService insights, FilterService filters, AccountService accounts, Times times) {
        this.insights = insights;
        this.filters = filters;
        this.accounts = accounts;
        this.times = times;
    }

    @GetMapping("/insights")
    String list(Model model) {
        model.addAttribute("insights", Part.of("the list of insights", () -> insights.all().stream()
                .map(summary -> InsightLine.of(summary.row(), summary.score().orElse(null), times)).toList()));
        return "insight/list";
    }

    @GetMapping("/insights/{id:\\d+}")
    String detail(@PathVariable String id, @RequestParam(required = false) @Nullable String cursor, Model model) {
        long insightId = Cursor.requiredId(id, "id");
        InsightSummary summary = insights.get(insightId);
        InsightDefinition definition = summary.row().definition();
        model.addAttribute("insight", InsightLine.of(summary.row(), summary.score().orElse(null), times));
        model.addAttribute("crumbs", List.of(new Crumb("Insights", "/insights")));
        model.addAttribute("description", definition.description());
        model.addAttribute("name", definition.name());
        model.addAttribute("resourceType", definition.resourceType());
        List<FilterInfo> known = Part.of("the filters", filters::all).or(List.of());
        model.addAttribute("filters", definition.filters().stream().map(use -> FilterView.of(use, known)).toList());
        model.addAttribute("chart", Part.of("the score over time",
                () -> ScoreChart.of(insights.history(insightId, HISTORY), times)));
        Part<Page<FindingView>> findings = Part.of("the findings", () -> findings(insightId, cursor));
        Page<FindingView> found = findings.value();
        model.addAttribute("findings", new Part<>(found == null ? null : found.items(), findings.problem()));
        model.addAttribute("pager", new Filters("/insights/" + insightId).pager(cursor,
                found == null ? null : found.next()));
        return "insight/detail";
    }

    @PostMapping("/insights/{id:\\d+}/compute")
    String compute(@PathVariable String id, Actor actor, RedirectAttributes redirect) {
        long insightId = Cursor.requiredId(id, "id");
        Flash.attempt(redirect, () -> Flash.done(redirect, "Asked for the score, as job "
                + insights.compute(actor, insightId) + ". Reload in a moment to see it."));
        return "redirect:/insights/" + insightId;
    }

    private Page<FindingView> findings(long insightId, @Nullable String cursor) {
        Map<Long, String> names = accounts.all().stream()
                .collect(Collectors.toMap(CloudAccount::id, CloudAccount::name));
        return insights.findings(insightId, Cursor.id(cursor, "cursor"), Cursor.DEFAULT_LIMIT)
                .map(finding -> new FindingView(ResourceSummary.of(finding.resource(), names, times),
                        times.when(finding.firstSeen())));
    }

    /** A resource that the insight names, since when. */
    record FindingView(ResourceSummary resource, When since) {
    }
}
