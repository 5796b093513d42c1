package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import dev.winnow.plugin.spi.RetryLaterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code docs/plugins/jobs.md} shows in Python is loaded and run. The Java half is tested in plugin-testkit. */
class JobsGuideTest extends PythonTest {
    private static final Pattern BLOCK = Pattern.compile("^```python\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("^\\| [^|]+ \\| `([^`]+)` \\| `([^`]+)` \\|",
            Pattern.MULTILINE);

    private static List<MatchResult> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(Path.of("../docs/plugins/jobs.md"))).results().toList();
    }

    @Test
    void everyExampleLoadsAndDoesWhatTheGuideSays() throws Exception {
        StringBuilder module = new StringBuilder();
        List<String> parts = new ArrayList<>();
        for (MatchResult block : found(BLOCK)) {
            if (block.group(1).contains("@jobs.handler") || block.group(1).startsWith("class")) {
                module.append(block.group(1)).append('\n');
            } else {
                parts.add(block.group(1));
            }
        }
        assertThat(parts).hasSizeGreaterThanOrEqualTo(4);
        module.append("@jobs.handler(\"tidy.parts\")\ndef parts(context):\n");
        parts.forEach(part -> module.append(part.indent(4)));
        TestJob job = new TestJob(Map.of());
        job.batch = new BatchOutcome(1, 2, 1);
        RecordingContext loaded = load(plugin("tidy").module("plugin.py", module.toString()));

        loaded.job("tidy.parts").run(job);

        assertThat(job.said).containsExactly("job 42 will sweep",
                "batch " + (1L << 60) + ", then [" + (1L << 60) + ", " + ((1L << 60) + 1) + "]", "1 of 2 succeeded");
        assertThat(job.requested).extracting(JobRequest::type).containsExactly("tidy.sweep", "tidy.sweep",
                "tidy.sweep", "tidy.report", "tidy.poll", "tidy.report");
        TestJob swept = new TestJob(Map.of("snapshots", List.of("s-1"), "days", 7));
        assertThat(loaded.job("tidy.sweep").run(swept).values()).isEqualTo(Map.of("deleted", 1));
        assertThat(swept.said).containsExactly("0/1 deleting s-1", "nothing older than 7 days is left");
        JobHandler poll = loaded.job("tidy.poll");
        assertThat(poll.policy()).isEqualTo(new JobPolicy(3, Duration.ofSeconds(20), Duration.ofMinutes(5), Duration
                .ofMinutes(2)));
        assertThatThrownBy(() -> poll.run(new TestJob(Map.of()))).isInstanceOf(RetryLaterException.class);
    }

    @Test
    void theTableOfOptionsSaysTheSameInBothLanguages() throws Exception {
        Map<String, JobOptions> java = Map.of("uniqueUntil(\"key\", DONE)", JobOptions.NONE.uniqueUntil("key",
                UniqueUntil.DONE), "uniqueUntil(\"key\", START)", JobOptions.NONE.uniqueUntil("key", UniqueUntil.START),
                "uniqueFor(\"key\", Duration.ofDays(1))", JobOptions.NONE.uniqueFor("key", Duration.ofDays(1)),
                "idempotent(\"order-7\")", JobOptions.NONE.idempotent("order-7"),
                "delayedBy(Duration.ofMinutes(5))", JobOptions.NONE.delayedBy(Duration.ofMinutes(5)),
                "expiringAfter(Duration.ofHours(1))", JobOptions.NONE.expiringAfter(Duration.ofHours(1)),
                "withDeadline(Duration.ofMinutes(2))", JobOptions.NONE.withDeadline(Duration.ofMinutes(2)),
                "atMost(2, \"account-7\")", JobOptions.NONE.atMost(2, "account-7"),
                "atMost(100, Duration.ofMinutes(1), \"api\")", JobOptions.NONE.atMost(100, Duration.ofMinutes(1),
                        "api"));
        List<MatchResult> rows = found(OPTION);
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyInAnyOrderElementsOf(java.keySet());
        StringBuilder module = new StringBuilder(
                "from winnow import jobs\n@jobs.handler(\"tidy.all\")\ndef all(context):\n");
        rows.forEach(row -> module.append("    context.request(\"t\", ").append(row.group(2)).append(")\n"));
        TestJob job = new TestJob(Map.of());

        load(plugin("tidy").module("plugin.py", module.toString())).only(JobHandler.class).run(job);

        assertThat(job.requested).extracting(JobRequest::options).isEqualTo(rows.stream().map(row -> java.get(row
                .group(1))).toList());
    }
}
