package dev.winnow.cli.plugins;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import dev.winnow.cli.api.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code winnow plugins drift}: which process runs which generation. */
@Command(name = "drift", description = "Which process runs which generation, and how to restart those behind. Exits 3 when one is.", mixinStandardHelpOptions = true)
public final class DriftCommand implements Callable<Integer> {
    @Mixin
    private ApiOptions options = new ApiOptions();

    @Override
    public Integer call() {
        JsonNode drift = options.api().get("/plugins/drift");
        PrintWriter out = options.out();
        if (options.isJson()) {
            out.println(drift.toPrettyString());
        } else {
            JsonNode current = drift.path("currentGeneration");
            out.println(current.isNull() || current.isMissingNode()
                    ? "Nothing was published yet."
                    : "Generation " + current.asString() + " is published.");
            out.print(Table.of(rows(drift.path("items")), "kind:PROCESS", "host:HOST", "pid:PID",
                    "generation:GENERATION", "state:STATE", "failed:NOT LOADED"));
            Restart.print(drift.path("restart"), out);
            out.flush();
        }
        return drift.path("behind").asBoolean() ? CliException.FINDINGS : 0;
    }

    private static JsonNode rows(JsonNode processes) {
        ArrayNode rows = JsonMapper.builder().build().createArrayNode();
        processes.forEach(process -> rows.add(((ObjectNode) process.deepCopy())
                .put("state", state(process)).put("failed", failed(process.path("failed")))));
        return rows;
    }

    private static String state(JsonNode process) {
        if (process.path("generation").isNull() || process.path("generation").isMissingNode()) {
            return "starting";
        }
        return process.path("behind").asBoolean() ? "behind" : "current";
    }

    private static String failed(JsonNode failures) {
        return failures.isEmpty()
                ? "-"
                : failures.valueStream()
                        .map(failure -> failure.path("plugin").asString() + " (" + failure.path("code").asString()
                                + ")")
                        .distinct().collect(Collectors.joining(", "));
    }
}
