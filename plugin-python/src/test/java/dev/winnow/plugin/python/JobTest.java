package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.JobCancelledException;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ResourceAction;
import dev.winnow.plugin.spi.RetryLaterException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobTest extends PythonTest {
    private JobHandler handler(String body) throws IOException {
        return load(plugin("worker").module("plugin.py", """
            from winnow import jobs

            @jobs.handler("sweep")
            def sweep(context):
            """ + body.indent(4))).only(JobHandler.class);
    }

    @Test
    void aJobGetsItsContextAndGivesItsResult() throws Exception {
        TestJob job = new TestJob(Map.of("regions", List.of("eu", "us"), "deep", true));
        JobHandler handler = handler("""
            context.progress(1, 2, "half")
            context.log("looked at " + ",".join(context.arguments["regions"]))
            print("printed")
            context.check_cancelled()
            child = context.request("other", {"a": 1}, unique_key="k", unique_until="start", delay_seconds=5)
            return {"child": child, "attempt": context.attempt, "id": context.job_id,
                    "year": context.deadline.year, "offset": str(context.deadline.utcoffset())}
            """);
        assertThat(handler.run(job).values()).isEqualTo(
                Map.of("child", 42, "attempt", 2, "id", 1L << 60, "year", 2026, "offset", "0:00:00"));
        assertThat(job.said).containsExactly("1/2 half", "looked at eu,us", "printed");
        assertThat(job.requested).containsExactly(JobRequest.of("other", Priority.P1, Map.of("a", 1))
                .withUniqueKey("k", JobRequest.UniqueUntil.START).withDelay(Duration.ofSeconds(5)));
    }

    @Test
    void failuresSayWhetherToTryAgain() throws Exception {
        JobHandler handler = handler("""
            kind = context.arguments["kind"]
            if kind == "later": raise jobs.RetryLater("throttled", after_seconds=90)
            if kind == "epoch": raise jobs.RetryLater("throttled", after_seconds=1e300)
            if kind == "never": raise jobs.NoRetry("no such thing")
            if kind == "wrong": return 5
            raise KeyError("x")
            """);
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "later"))))
                .isInstanceOfSatisfying(RetryLaterException.class,
                        e -> assertThat(e.after()).isEqualTo(Duration.ofSeconds(90)))
                .hasMessageContaining("throttled");
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "epoch"))))
                .isInstanceOfSatisfying(RetryLaterException.class,
                        e -> assertThat(e.after()).isEqualTo(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "never")))).isInstanceOf(NoRetryException.class)
                .hasMessageStartingWith("job 'sweep' of plugin 'worker' failed: NoRetry: no such thing");
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "wrong")))).hasMessageContaining("dictionary");
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "any"))))
                .hasMessage("job 'sweep' of plugin 'worker' failed: KeyError: 'x' (plugin.py, line 10)");
    }

    @Test
    @Timeout(60)
    void aCancelledJobStopsByItselfOrIsStopped() throws Exception {
        JobHandler polite = handler("while True: context.check_cancelled()");
        JobHandler rude = handler("while True: pass");
        for (JobHandler handler : List.of(polite, rude)) {
            TestJob job = new TestJob(Map.of());
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> job.cancelled = true);
            assertThatThrownBy(() -> handler.run(job)).isInstanceOf(JobCancelledException.class);
        }
    }

    @Test
    void aJobCanBeAnActionOnAResource() throws Exception {
        JobHandler handler = load(plugin("acts").module("plugin.py", """
            from winnow import jobs

            @jobs.handler("acts.tag", resource_action={"action": "tag", "title": "Tag", "provider": "aws",
                                                       "resource_type": "instance", "states": ["running"]})
            def tag(context):
                pass
            """)).only(JobHandler.class);
        assertThat(handler.resourceAction())
                .contains(new ResourceAction("tag", "Tag", "aws", "instance", Set.of("running"), false));
        assertThat(handler.run(new TestJob(Map.of())).values()).isEmpty();
    }

    @Test
    void aJobIsAskedForWithEveryOption() throws Exception {
        TestJob job = new TestJob(Map.of());
        handler("""
            context.request("a", unique_key="k", unique_for_seconds=3600, idempotency_key="i",
                            expires_after_seconds=1.5, deadline_seconds=30)
            context.request("b", concurrency=("account", 2), rate=("api", 100, 60), priority="p2", delay_seconds=0.25)
            """).run(job);
        assertThat(job.requested).containsExactly(
                JobRequest.of("a", Priority.P1, Map.of()).with(JobOptions.NONE.uniqueFor("k", Duration.ofHours(1))
                        .idempotent("i").expiringAfter(Duration.ofMillis(1500)).withDeadline(Duration.ofSeconds(30))),
                JobRequest.of("b", Priority.P2, Map.of()).with(JobOptions.NONE.atMost(2, "account")
                        .atMost(100, Duration.ofMinutes(1), "api").delayedBy(Duration.ofMillis(250))));
    }

    @Test
    void aBatchAndAChainAreAskedForAndTheCompletionSeesHowTheBatchEnded() throws Exception {
        TestJob job = new TestJob(Map.of());
        job.batch = new BatchOutcome(1L << 61, 1_000, 998);
        JobHandler handler = handler(
                """
                    id = context.request_batch([jobs.Request("a", {"n": n}) for n in (1, 2)],
                                               completion=jobs.Request("done", priority="p0"))
                    chain = context.request_chain([jobs.Request("b", deadline_seconds=5), jobs.Request("c")])
                    return {"id": id, "chain": chain, "batch": context.batch.id, "lost": context.batch.total - context.batch.succeeded}
                    """);
        assertThat(handler.run(job).values()).isEqualTo(Map.of("id", 1L << 60, "chain", List.of(1L << 60,
                (1L << 60) + 1), "batch", 1L << 61, "lost", 2));
        assertThat(job.requested).containsExactly(JobRequest.of("a", Priority.P1, Map.of("n", 1)),
                JobRequest.of("a", Priority.P1, Map.of("n", 2)), JobRequest.of("done", Priority.P0, Map.of()),
                JobRequest.of("b", Priority.P1, Map.of()).with(JobOptions.NONE.withDeadline(Duration.ofSeconds(5))),
                JobRequest.of("c", Priority.P1, Map.of()));
        assertThat(handler("return {\"batch\": str(context.batch)}").run(new TestJob(Map.of())).values())
                .isEqualTo(Map.of("batch", "None"));
    }

    @Test
    void wrongOptionsAreNamedWhereTheyAreWritten() throws Exception {
        JobHandler handler = handler("""
            try:
                eval(context.arguments["code"], {"jobs": jobs, "context": context})
            except Exception as problem:
                return {"problem": str(problem)}
            """);
        Map<String, String> wrong = Map.ofEntries(Map.entry("jobs.Request('a', delay_seconds=-1)",
                "delay_seconds is from 0 to"),
                Map.entry("jobs.Request('a', delay_seconds='5')",
                        "delay_seconds is a number of seconds, got '5'"),
                Map.entry("jobs.Request('a', deadline_seconds=True)", "deadline_seconds is a number"),
                Map.entry("jobs.Request('a', deadline_seconds=0)", "deadline_seconds is from 0.001"),
                Map.entry("jobs.Request('a', delay_seconds=float('nan'))", "delay_seconds is from 0"),
                Map.entry("jobs.Request('a', expires_after_seconds=1e300)", "expires_after_seconds is from"),
                Map.entry("jobs.Request('a', unique_for_seconds=5)", "needs a unique_key"),
                Map.entry("jobs.Request('a', concurrency=5)", "concurrency is (key, most), got 5"),
                Map.entry("jobs.Request('a', concurrency=('k', 0))", "1 at least, got 0"),
                Map.entry("jobs.Request('a', rate=('k', 5))", "rate is (key, most, per_seconds)"),
                Map.entry("jobs.Request('a', rate=('k', 5, None))", "rate is a number of seconds"),
                Map.entry("jobs.Request('a', deadline_seconds=367 * 86400)", "from 0.001 to 31622400 seconds"),
                Map.entry("jobs.RetryLater('a', after_seconds='60')", "after_seconds is a number of seconds, got '60'"),
                Map.entry("jobs.RetryLater('a', after_seconds=None)", "after_seconds is a number of seconds, got None"),
                Map.entry("jobs.RetryLater('a', after_seconds=-1)", "0 or more, got -1"),
                Map.entry("jobs.RetryLater('a', after_seconds=float('nan'))", "0 or more, got nan"),
                Map.entry("jobs.RetryLater('a', after_seconds=float('inf'))", "0 or more, got inf"),
                Map.entry("context.request_chain(['a'])", "jobs.Request(...), got 'a'"),
                Map.entry("context.request('a', delay=5)", "delay"),
                Map.entry("context.request('a', unique_key='k', unique_until='never')", "expected start or done"),
                Map.entry("jobs.handler('a', attempts=0)", "attempts needs a whole number"));
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            assertThat(handler.run(new TestJob(Map.of("code", each.getKey()))).values()).as(each.getKey())
                    .hasEntrySatisfying("problem", problem -> assertThat((String) problem).contains(each.getValue()));
        }
    }

    @Test
    void aHandlerSaysHowItsJobsAreTriedAgain() throws Exception {
        assertThat(load(plugin("patient").module("plugin.py", """
            from winnow import jobs

            @jobs.handler("patient.poll", attempts=3, first_delay_seconds=1200, deadline_seconds=90)
            def poll(context):
                pass
            """)).only(JobHandler.class).policy()).isEqualTo(new JobPolicy(3, Duration.ofMinutes(20), Duration
                .ofMinutes(20), Duration.ofSeconds(90)));
        assertThat(handler("pass").policy()).isEqualTo(JobPolicy.USUAL);
        assertThat(load(plugin("hasty").module("plugin.py", """
            from winnow import jobs

            @jobs.handler("hasty.poll", first_delay_seconds=0, longest_delay_seconds=2)
            def poll(context):
                pass
            """)).only(JobHandler.class).policy()).isEqualTo(new JobPolicy(5, Duration.ZERO, Duration.ofSeconds(2),
                Duration.ofHours(1)));
    }
}
