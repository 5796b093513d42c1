package dev.winnow.cli.jobs;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.Paths;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "explain", description = "Why a job does not run, or where it is: the cause first, then facts.", mixinStandardHelpOptions = true)
final class ExplainCommand implements Runnable {
    @Mixin
    private ApiOptions options = new ApiOptions();

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Override
    public void run() {
        JsonNode explained = options.api().get("/jobs/" + Paths.segment(id) + "/explain");
        if (options.isJson()) {
            options.out().println(explained.toPrettyString());
            return;
        }
        PrintWriter out = options.out();
        out.println("Job " + explained.path("id").asString() + " (" + explained.path("type").asString() + ", "
                + explained.path("priority").asString() + ") is " + explained.path("state").asString() + ".");
        explained.path("causes").valueStream().forEach(cause -> {
            out.println("- " + cause.path("message").asString());
            if (!cause.path("advice").asString("").isEmpty()) {
                out.println("  What to do: " + cause.path("advice").asString());
            }
        });
        if (!explained.path("facts").isEmpty()) {
            out.println();
            explained.path("facts").valueStream().forEach(fact -> out.println(fact.path("name").asString() + ": "
                    + fact.path("value").asString()));
        }
        if (!explained.path("workers").isEmpty()) {
            out.println();
            out.println("Live workers:");
            explained.path("workers").valueStream().forEach(worker -> out.println("  " + worker.path("host").asString()
                    + " (" + worker.path("pid").asString() + ") " + worker.path("reason").asString()));
        }
        explained.path("unknown").valueStream().forEach(unknown -> out.println(unknown.asString()));
    }
}
