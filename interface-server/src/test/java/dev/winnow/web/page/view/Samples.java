package dev.winnow.web.page.view;

import dev.winnow.db.insight.ComplianceStore.Score;
import dev.winnow.db.insight.InsightRow;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values such as the stores give them, for tests of pages. */
public final class Samples {
    private Samples() {
    }

    /** This many minutes ago. */
    public static Instant ago(long minutes) {
        return Rendering.NOW.minus(Duration.ofMinutes(minutes));
    }

    /** A job in a state. */
    public static JobRow job(JobState state) {
        boolean started = state != JobState.QUEUED && state != JobState.REQUESTED;
        return new JobRow(910_000_123_456_780L + state.ordinal(), "harvest.region",
                Priority.values()[state.ordinal() % 3], state, started ? 1 : 0, 0, 7L, null, ago(10), ago(10), ago(9),
                started ? ago(8) : null, state.isFinished() ? ago(7) : null);
    }

    /** One job in each state. */
    public static List<JobSummary> jobs() {
        List<JobSummary> jobs = new ArrayList<>();
        for (JobState state : JobState.values()) {
            jobs.add(JobSummary.of(job(state), Rendering.TIMES));
        }
        return jobs;
    }

    /** An instance. */
    public static Resource resource(long id, String name, String state) {
        ResourceDescription description = ResourceDescription.of("i-0a1b2c3d4e5f6789" + id, "eu-central-1").name(name)
                .state(state).instanceType("m7g.large").imageId("ami-0abc").zone("eu-central-1a").networkId("vpc-1")
                .subnetId("subnet-1").privateIp("10.0.0.1").launchedAt(ago(60_000)).tag("team", "search")
                .tag("<b>odd</b>", "\"quoted\"").attribute("Monitoring", Map.of("State", "disabled"))
                .attribute("BlockDevices", List.of(Map.of("DeviceName", "/dev/xvda", "SizeGiB", 100)))
                .attribute("EbsOptimized", true).build();
        return new Resource(id, 3, "aws", "instance", ago(60_000), ago(4), description);
    }

    /** A few of them in a list. */
    public static List<ResourceSummary> resources() {
        List<ResourceSummary> resources = new ArrayList<>();
        String[] states = {"running", "stopped", "pending", "terminated", "hibernating"};
        for (int i = 0; i < 24; i++) {
            resources.add(ResourceSummary.of(resource(i + 1,
                    i == 3
                            ? "a-name-that-is-much-too-long-for-a-row-".repeat(4)
                            : "web-" + i,
                    states[i % states.length]), Map.of(3L, "production"), Rendering.TIMES));
        }
        return resources;
    }

    /** An insight. */
    public static InsightRow insight(long id, Severity severity) {
        return new InsightRow(
                id, new InsightDefinition("insight-" + id, "Instances of a type that is not allowed " + id,
                        "They cost more than they should. Ask their owner to change the type.", severity, "instance",
                        List.of(new InsightDefinition.FilterUse("instance_type_blacklist",
                                new Settings(Map.of("types", List.of("p4d.*", "x2gd.metal")))))),
                "plugin:sample", ago(100));
    }

    /** A score of an insight, some minutes ago. */
    public static Score score(long id, long minutes, long failing, String problem) {
        return new Score(id, ago(minutes), 9, 523, failing, problem.isEmpty() ? null : problem);
    }

    /** Insights as lists show them: one computed, one that cannot be, one that was not yet. */
    public static List<InsightLine> insights() {
        return List.of(InsightLine.of(insight(1, Severity.HIGH), score(1, 3, 41, ""), Rendering.TIMES),
                InsightLine.of(insight(2, Severity.CRITICAL), score(2, 30, 0,
                        "filter 'x' is not registered: plugin sample is not loaded"), Rendering.TIMES),
                InsightLine.of(insight(3, Severity.LOW), null, Rendering.TIMES));
    }
}
