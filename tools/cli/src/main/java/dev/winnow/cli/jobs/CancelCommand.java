package dev.winnow.cli.jobs;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
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

@Command(name = "cancel", description = "Calls jobs off, those that run too: by their ids, or all unfinished ones that fit. Without --yes the latter are counted only, and the command exits with 3.", mixinStandardHelpOptions = true)
final class CancelCommand implements Runnable {
    @Mixin
    private ApiOptions options = new ApiOptions();

    @Parameters(paramLabel = "ID", arity = "0..*")
    private List<String> ids = List.of();

    @Option(names = "--state", description = "requested, queued, running or retrying")
    private @Nullable String state;

    @Option(names = "--type")
    private @Nullable String type;

    @Option(names = "--priority")
    private @Nullable String priority;

    @Option(names = "--yes", description = "cancels all that fit")
    private boolean yes;

    @Override
    public void run() {
        boolean byFilter = state != null || type != null || priority != null;
        if (byFilter != ids.isEmpty()) {
            throw new CliException(CliException.USAGE, "name either jobs by their ids, or --state, --type or"
                    + " --priority", null);
        }
        Api api = options.api();
        if (byFilter) {
            sweep(api);
        } else {
            for (String id : ids) {
                JsonNode answer = api.post("/jobs/" + Paths.segment(id) + "/cancel", Map.of());
                options.answer(answer, answer.path("message").asString());
            }
        }
    }

    private void sweep(Api api) {
        Map<String, Object> filter = new LinkedHashMap<>();
        put(filter, "state", state);
        put(filter, "type", type);
        put(filter, "priority", priority);
        JsonNode counted = api.post("/jobs/cancel", filter);
        String number = counted.path("jobs").asString() + (counted.path("more").asBoolean() ? " and more" : "");
        if (counted.path("jobs").asInt() == 0) {
            options.answer(counted, "No unfinished job fits.");
            return;
        }
        if (!yes) {
            options.answer(counted, number + " jobs fit. To cancel them: the same command with --yes.");
            throw new CliException(CliException.FINDINGS, "nothing was cancelled", null);
        }
        // More than can be called off at once are called off in turn; those that came later are nobody's wish.
        while (true) {
            filter.put("upTo", counted.path("upTo").asString());
            JsonNode swept = api.post("/jobs/cancel", filter);
            options.answer(swept, "Asked to cancel " + swept.path("jobs").asString() + " jobs. "
                    + swept.path("message").asString());
            if (!swept.path("more").asBoolean() || !swept.path("outcome").asString().equals("done")) {
                return;
            }
        }
    }

    private static void put(Map<String, Object> filter, String name, @Nullable String value) {
        if (value != null) {
            filter.put(name, value);
        }
    }
}
