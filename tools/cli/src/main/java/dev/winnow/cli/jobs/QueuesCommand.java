package dev.winnow.cli.jobs;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.Paths;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code winnow queues}. */
@Command(name = "queues", description = "The three queues: p0, p1, p2.", mixinStandardHelpOptions = true)
public final class QueuesCommand {
    @Command(description = "How each queue stands, how fast it moves, and how many workers would drain it in time.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options) {
        options.list(options.api().items("/queues", 10), "priority:QUEUE", "depth:WAITING", "running:RUNNING",
                "delayed:HELD BACK", "oldestAgeSeconds:OLDEST (s)", "paused:PAUSED", "inPerMinute:IN/MIN",
                "outPerMinute:OUT/MIN", "drainSeconds:DRAINED IN (s)", "workersNeeded:WORKERS NEEDED");
    }

    @Command(description = "Hands out nothing of a queue until it is resumed; what runs goes on.", mixinStandardHelpOptions = true)
    void pause(@Mixin ApiOptions options, @Parameters(paramLabel = "QUEUE") String queue) {
        ask(options, queue, "pause");
    }

    @Command(description = "Hands out a paused queue again.", mixinStandardHelpOptions = true)
    void resume(@Mixin ApiOptions options, @Parameters(paramLabel = "QUEUE") String queue) {
        ask(options, queue, "resume");
    }

    @Command(name = "dead-letters", description = "What was set aside since nobody could read or finish it, newest first.", mixinStandardHelpOptions = true)
    void deadLetters(@Mixin ApiOptions options, @Option(names = "--limit", defaultValue = "50") int limit) {
        options.list(options.api().items("/queues/dead-letters", limit), "at:SET ASIDE", "priority:QUEUE",
                "reason:REASON", "jobId:JOB", "size:BYTES");
    }

    private static void ask(ApiOptions options, String queue, String what) {
        JsonNode answer = options.api().post("/queues/" + Paths.segment(queue) + "/" + what, Map.of());
        options.answer(answer, answer.path("message").asString());
    }
}
