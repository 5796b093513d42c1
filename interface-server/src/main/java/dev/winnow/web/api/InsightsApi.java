package dev.winnow.web.api;

import dev.winnow.db.insight.InsightRow;
import dev.winnow.plugin.spi.Severity;
import dev.winnow.web.api.json.ComplianceJson;
import dev.winnow.web.api.json.FindingJson;
import dev.winnow.web.api.json.InsightJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.InsightService;
import dev.winnow.web.service.InsightSummary;
import dev.winnow.web.service.InsightWish;
import dev.winnow.web.service.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Insights, their findings and scores. */
@RestController
@RequestMapping("/api/v1")
class InsightsApi {
    private final InsightService insights;

    InsightsApi(InsightService insights) {
        this.insights = insights;
    }

    @GetMapping("/insights")
    Page<InsightJson> list(Paging paging) {
        return paging.of(insights.all()).map(InsightJson::of);
    }

    @PostMapping("/insights")
    ResponseEntity<InsightJson> add(@RequestBody Wish wish, Actor actor) {
        String name = Body.text("name", wish.name());
        InsightRow row = insights.add(actor, new InsightWish(name, Body.textOr(wish.title(), name),
                Body.textOr(wish.description(), ""),
                Body.constant(Severity.class, "severity", wish.severity(), Severity.MEDIUM),
                Body.text("resourceType", wish.resourceType()), FilterBody.uses(wish.filters())));
        return Answers.created("/insights/" + row.id(), InsightJson.of(new InsightSummary(row, Optional.empty())));
    }

    @GetMapping("/insights/{id}")
    InsightJson get(@PathVariable String id) {
        return InsightJson.of(insights.get(Cursor.requiredId(id, "id")));
    }

    @GetMapping("/insights/{id}/findings")
    Page<FindingJson> findings(@PathVariable String id, Paging paging) {
        return insights.findings(Cursor.requiredId(id, "id"), paging.after(), paging.limit()).map(FindingJson::of);
    }

    @GetMapping("/compliance")
    Page<ComplianceJson> compliance(Paging paging) {
        return paging.of(insights.all()).map(ComplianceJson::of);
    }

    /** An insight that is wanted. */
    record Wish(@Nullable String name, @Nullable String title, @Nullable String description,
            @Nullable String severity, @Nullable String resourceType,
            @Nullable List<@Nullable FilterBody> filters) {
    }
}
