package dev.winnow.cli;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.Paths;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "schedules", description = "Recurring jobs and their tick ledger.", mixinStandardHelpOptions = true)
final class SchedulesCommand {
    @Command(description = "All schedules.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options) {
        options.list(options.api().items("/schedules", 10_000), "name:NAME", "jobType:JOB", "priority:PRIORITY",
                "cron:CRON",
                "intervalSeconds:EVERY (s)", "paused:PAUSED", "nextTickAt:NEXT", "origin:ORIGIN");
    }

    @Command(description = "Pauses a schedule.", mixinStandardHelpOptions = true)
    void pause(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name) {
        ask(options, name, "pause");
    }

    @Command(description = "Lets a paused schedule go on.", mixinStandardHelpOptions = true)
    void resume(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name) {
        ask(options, name, "resume");
    }

    @Command(description = "Runs a schedule's job now.", mixinStandardHelpOptions = true)
    void run(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name) {
        ask(options, name, "run");
    }

    @Command(description = "What became of a schedule's ticks, newest first.", mixinStandardHelpOptions = true)
    void ticks(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name) {
        options.list(options.api().items("/schedules/" + Paths.segment(name) + "/ticks", 100), "tickAt:TICK",
                "outcome:OUTCOME",
                "reason:REASON",
                "jobId:JOB");
    }

    private static void ask(ApiOptions options, String name, String what) {
        JsonNode answer = options.api().post("/schedules/" + Paths.segment(name) + "/" + what, Map.of());
        options.answer(answer, answer.path("message").asString());
    }
}
