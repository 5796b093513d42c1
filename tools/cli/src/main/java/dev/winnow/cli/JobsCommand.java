package dev.winnow.cli;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "jobs", description = "Jobs.", mixinStandardHelpOptions = true)
final class JobsCommand {
    @Command(description = "The latest jobs.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options, @Option(names = "--state") @Nullable String state,
            @Option(names = "--type") @Nullable String type,
            @Option(names = "--priority") @Nullable String priority,
            @Option(names = "--limit", defaultValue = "50") int limit) {
        StringBuilder path = new StringBuilder("/jobs?");
        parameter(path, "state", state);
        parameter(path, "type", type);
        parameter(path, "priority", priority);
        path.setLength(path.length() - 1);
        options.list(options.api().items(path.toString(), limit), "id:ID", "type:TYPE", "priority:PRIORITY",
                "state:STATE",
                "attempt:ATTEMPT", "crashes:CRASHES", "createdAt:CREATED", "finishedAt:FINISHED");
    }

    @Command(description = "All that is known of a job, as JSON.", mixinStandardHelpOptions = true)
    void show(@Mixin ApiOptions options, @Parameters(paramLabel = "ID") String id) {
        options.out().println(options.api().get("/jobs/" + id).toPrettyString());
    }

    @Command(description = "Asks for a job.", mixinStandardHelpOptions = true)
    void enqueue(@Mixin ApiOptions options, @Parameters(paramLabel = "TYPE") String type,
            @Option(names = "--priority", defaultValue = "p0") String priority,
            @Option(names = "--arg", paramLabel = "NAME=VALUE", description = "a number or true/false is sent as such") @Nullable Map<String, String> arguments) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (arguments != null) {
            arguments.forEach((name, value) -> values.put(name, typed(value)));
        }
        JsonNode job = options.api().post("/jobs", Map.of("type", type, "priority", priority, "arguments", values));
        options.answer(job, "Job " + job.path("id").asString() + " is asked for.");
    }

    @Command(description = "Calls a job off.", mixinStandardHelpOptions = true)
    void cancel(@Mixin ApiOptions options, @Parameters(paramLabel = "ID") String id) {
        JsonNode answer = options.api().post("/jobs/" + id + "/cancel", Map.of());
        options.answer(answer, answer.path("message").asString());
    }

    @Command(description = "Runs a job that did not succeed once more.", mixinStandardHelpOptions = true)
    void retry(@Mixin ApiOptions options, @Parameters(paramLabel = "ID") String id) {
        JsonNode answer = options.api().post("/jobs/" + id + "/retry", Map.of());
        options.answer(answer, answer.path("message").asString());
    }

    @Command(description = "A job's log.", mixinStandardHelpOptions = true)
    void log(@Mixin ApiOptions options, @Parameters(paramLabel = "ID") String id,
            @Option(names = "--follow", description = "go on until the job is finished") boolean follow)
            throws InterruptedException {
        Api api = options.api();
        String cursor = "";
        while (true) {
            JsonNode page = api.get("/jobs/" + id + "/log?limit=500" + cursor);
            page.path("items").valueStream().forEach(line -> options.out().println(line.path("at").asString() + " #"
                    + line.path("attempt").asString() + " " + line.path("level").asString() + " "
                    + line.path("message").asString()));
            JsonNode next = page.path("next");
            boolean more = !next.isMissingNode() && !next.isNull();
            if (more) {
                cursor = "&cursor=" + next.asString();
            } else if (!follow || page.path("finished").asBoolean(true)) {
                return;
            } else {
                JsonNode last = page.path("items").isEmpty()
                        ? null
                        : page.path("items").get(page.path("items").size() - 1);
                if (last != null) {
                    cursor = "&cursor=" + last.path("attempt").asString() + "." + last.path("sequence").asString();
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static void parameter(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append(name).append('=')
                    .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)).append('&');
        }
    }

    private static Object typed(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        return value.matches("-?\\d{1,18}") ? (Object) Long.valueOf(value) : value;
    }
}
