package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.JobCancelledException;
import dev.winnow.plugin.spi.JobHandler;
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
            if kind == "never": raise jobs.NoRetry("no such thing")
            if kind == "wrong": return 5
            raise KeyError("x")
            """);
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "later"))))
                .isInstanceOfSatisfying(RetryLaterException.class,
                        e -> assertThat(e.after()).isEqualTo(Duration.ofSeconds(90)))
                .hasMessageContaining("throttled");
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "never")))).isInstanceOf(NoRetryException.class)
                .hasMessageStartingWith("job 'sweep' of plugin 'worker' failed: NoRetry: no such thing");
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "wrong")))).hasMessageContaining("dictionary");
        assertThatThrownBy(() -> handler.run(new TestJob(Map.of("kind", "any"))))
                .hasMessage("job 'sweep' of plugin 'worker' failed: KeyError: 'x' (plugin.py, line 9)");
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
}
