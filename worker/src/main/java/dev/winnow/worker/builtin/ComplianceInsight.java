package dev.winnow.worker.builtin;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.insight.ComplianceStore;
import dev.winnow.db.insight.InsightRow;
import dev.winnow.db.insight.InsightStore;
import dev.winnow.db.inventory.ResourcePage;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Computes an insight's findings and score. What is wrong with it is kept with the insight; the job succeeds then, too. */
final class ComplianceInsight implements JobHandler {
    private static final int PAGE = 500;

    private final ObjectProvider<PluginHost> plugins;
    private final InsightStore insights;
    private final ComplianceStore compliance;
    private final ResourceSearch search;

    ComplianceInsight(ObjectProvider<PluginHost> plugins, InsightStore insights, ComplianceStore compliance,
            ResourceSearch search) {
        this.plugins = plugins;
        this.insights = insights;
        this.compliance = compliance;
        this.search = search;
    }

    @Override
    public String name() {
        return Types.COMPLIANCE_INSIGHT;
    }

    @Override
    public JobResult run(JobContext context) {
        long id = context.arguments(Arguments.class).insight();
        InsightRow insight = insights.find(id)
                .orElseThrow(() -> new NoRetryException("there is no insight " + id + ": it was removed since"));
        PluginHost host = plugins.getObject();
        Long generation = host.generation().orElse(null);
        try {
            ComplianceStore.Score score = compute(context, insight, FilterChain.of(insight, host.registry()),
                    generation);
            return JobResult.of("total", score.total()).with("failing", score.failing());
        } catch (InsightProblemException e) {
            String problem = String.valueOf(e.getMessage());
            context.log("Insight '" + insight.definition().name() + "' could not be computed: " + problem);
            compliance.problem(id, problem, context.jobId(), generation);
            return JobResult.of("problem", problem);
        }
    }

    private ComplianceStore.Score compute(JobContext context, InsightRow insight, FilterChain chain,
            @Nullable Long generation) throws InsightProblemException {
        String type = insight.definition().resourceType();
        try {
            if (chain.slowPath().isEmpty()) {
                return compliance.compute(insight.id(), type, chain.query(), context.jobId(), generation);
            }
            return compliance.compute(insight.id(), type, byPredicates(context, chain), context.jobId(), generation);
        } catch (FilterChain.PredicateFailedException e) {
            throw e.problem();
        } catch (IllegalArgumentException e) {
            throw new InsightProblemException("its filters made a query that cannot be answered: " + e.getMessage(),
                    e);
        }
    }

    private List<Long> byPredicates(JobContext context, FilterChain chain) {
        List<Long> found = new ArrayList<>();
        long looked = 0;
        Long after = null;
        do {
            context.checkCancelled();
            ResourcePage page = search.find(chain.query(), after, PAGE);
            for (Resource resource : page.items()) {
                if (chain.slowPath().stream().allMatch(predicate -> predicate.test(resource))) {
                    found.add(resource.id());
                }
            }
            looked += page.items().size();
            context.progress(looked, 0, looked + " resources looked at");
            after = page.next();
        } while (after != null);
        return found;
    }

    /** Its arguments. */
    record Arguments(long insight) {
    }
}
