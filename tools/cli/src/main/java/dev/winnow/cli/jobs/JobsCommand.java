package dev.winnow.cli.jobs;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.Paths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code winnow jobs}. */
@Command(name = "jobs", description = "Jobs.", mixinStandardHelpOptions = true, subcommands = {EnqueueCommand.class,
        CancelCommand.class, ExplainCommand.class, LogCommand.class})
public final class JobsCommand {
    private static final String[] COLUMNS = {"id:ID", "type:TYPE", "priority:PRIORITY", "state:STATE",
            "attempt:ATTEMPT", "crashes:CRASHES", "createdAt:CREATED", "finishedAt:FINISHED"};

    @Command(description = "The latest jobs.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options, @Option(names = "--state") @Nullable String state,
            @Option(names = "--type") @Nullable String type,
            @Option(names = "--priority") @Nullable String priority,
            @Option(names = "--limit", defaultValue = "50") int limit) {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("state", state);
        parameters.put("type", type);
        parameters.put("priority", priority);
        options.list(options.api().items(Paths.query("/jobs", parameters), limit), COLUMNS);
    }

    @Command(description = "The job types that live workers have handlers for.", mixinStandardHelpOptions = true)
    void types(@Mixin ApiOptions options) {
        JsonNode types = options.api().items("/jobs/types", 10_000);
        if (types.isEmpty() && !options.isJson()) {
            options.out().println("No live worker has told its handlers: start a worker to see the job types.");
        } else {
            options.list(types, "name:TYPE", "plugin:PLUGIN");
        }
    }

    @Command(description = "All that is known of a job, as JSON.", mixinStandardHelpOptions = true)
    void show(@Mixin ApiOptions options, @Parameters(paramLabel = "ID") String id) {
        options.out().println(options.api().get("/jobs/" + Paths.segment(id)).toPrettyString());
    }

    @Command(description = "The jobs that a job asked for.", mixinStandardHelpOptions = true)
    void children(@Mixin ApiOptions options, @Parameters(paramLabel = "ID") String id) {
        options.list(options.api().items("/jobs/" + Paths.segment(id) + "/children", 10_000), COLUMNS);
    }

    @Command(description = "Runs jobs that did not succeed once more.", mixinStandardHelpOptions = true)
    void retry(@Mixin ApiOptions options, @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
        for (String id : ids) {
            JsonNode answer = options.api().post("/jobs/" + Paths.segment(id) + "/retry", Map.of());
            options.answer(answer, answer.path("message").asString());
        }
    }
}
