package dev.winnow.worker.builtin;

import dev.winnow.db.insight.InsightRow;
import dev.winnow.db.insight.InsightStore;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import java.util.List;
import java.util.Map;

/** Asks for each insight to be computed. */
final class ComplianceAll implements JobHandler {
    private final InsightStore insights;

    ComplianceAll(InsightStore insights) {
        this.insights = insights;
    }

    @Override
    public String name() {
        return Types.COMPLIANCE_ALL;
    }

    @Override
    public JobResult run(JobContext context) {
        List<InsightRow> all = insights.all();
        for (InsightRow insight : all) {
            context.request(
                    JobRequest.of(Types.COMPLIANCE_INSIGHT, Priority.P1, Map.of("insight", insight.id())));
        }
        return JobResult.of("insights", all.size());
    }
}
