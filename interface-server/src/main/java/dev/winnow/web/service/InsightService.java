package dev.winnow.web.service;

import dev.winnow.db.insight.ComplianceStore;
import dev.winnow.db.insight.InsightRow;
import dev.winnow.db.insight.InsightStore;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Insights with findings and scores. */
@Service
public class InsightService {
    private final InsightStore insights;
    private final ComplianceStore compliance;
    private final FilterService filters;
    private final JobOrders jobs;
    private final Audit audit;

    InsightService(InsightStore insights, ComplianceStore compliance, FilterService filters, JobOrders jobs,
            Audit audit) {
        this.insights = insights;
        this.compliance = compliance;
        this.filters = filters;
        this.jobs = jobs;
        this.audit = audit;
    }

    /** All, by title, with their latest scores. */
    public List<InsightSummary> all() {
        Map<Long, ComplianceStore.Score> scores = compliance.latest();
        return insights.all().stream()
                .map(row -> new InsightSummary(row, Optional.ofNullable(scores.get(row.id())))).toList();
    }

    /** One. */
    public InsightSummary get(long id) {
        return new InsightSummary(row(id), Optional.ofNullable(compliance.latest().get(id)));
    }

    /** Open findings, after this resource id. */
    public Page<ComplianceStore.Finding> findings(long id, @Nullable Long afterResourceId, int limit) {
        row(id);
        List<ComplianceStore.Finding> found = compliance.findings(id, afterResourceId, limit + 1);
        return Page.of(found, limit, finding -> finding.resource().id());
    }

    /** Scores over time, oldest first. */
    public List<ComplianceStore.Score> history(long id, int limit) {
        row(id);
        return compliance.history(id, limit);
    }

    /** Adds an insight, and asks for its first score. */
    public InsightRow add(Actor actor, InsightWish wish) {
        check(wish);
        InsightDefinition definition = new InsightDefinition(wish.name(), wish.title().strip(),
                wish.description().strip(), wish.severity(), wish.resourceType(), filters.check(wish.filters()));
        InsightRow row;
        try {
            row = insights.add(definition, actor.origin());
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("name", Shown.message(e));
        }
        audit.record(actor, "insight.add", "insight:" + row.id(), Map.of("name", wish.name()));
        compute(actor, row.id());
        return row;
    }

    /** Asks for an insight's score now; returns the job's id. */
    public long compute(Actor actor, long id) {
        InsightRow row = row(id);
        long job = jobs.submit(actor, JobRequest.of("compliance.insight", Priority.P1, Map.of("insight", id)));
        audit.record(actor, "insight.compute", "insight:" + id,
                Map.of("name", row.definition().name(), "job", Long.toString(job)));
        return job;
    }

    private InsightRow row(long id) {
        return insights.find(id).orElseThrow(() -> RefusedException.notFound("There is no insight " + id + "."));
    }

    private static void check(InsightWish wish) {
        List<FieldProblem> problems = new ArrayList<>();
        if (!wish.name().matches("[a-z][a-z0-9._-]{0,99}")) {
            problems.add(new FieldProblem("name", "'name' must begin with a letter and have lower-case letters, "
                    + "digits, '.', '_' and '-' only, at most 100"));
        }
        if (wish.title().isBlank() || wish.title().length() > 200) {
            problems.add(new FieldProblem("title", "'title' must have 1 to 200 characters"));
        }
        if (wish.description().length() > 4000) {
            problems.add(new FieldProblem("description", "'description' must have at most 4000 characters"));
        }
        if (!wish.resourceType().matches("[a-z][a-z0-9._-]{0,99}")) {
            problems.add(new FieldProblem("resourceType", "'resourceType' must be a type such as instance"));
        }
        if (wish.filters().isEmpty()) {
            problems.add(new FieldProblem("filters", "'filters' must have one filter at least: without one every "
                    + "resource would be a finding"));
        }
        if (!problems.isEmpty()) {
            throw RefusedException.invalid(problems);
        }
    }
}
