package dev.winnow.cli.plugins;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code winnow plugins warnings}: what is wrong, and what to do. */
@Command(name = "warnings", description = "What is wrong with plugins and sources, worst first, and what to do. The id in brackets is for 'acknowledge'.", mixinStandardHelpOptions = true)
public final class WarningsCommand implements Runnable {
    private static final int MOST = 10_000;

    @Mixin
    private ApiOptions options = new ApiOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "a plugin, or source:NAME; default all")
    private @Nullable String name;

    @Option(names = "--all", description = "acknowledged ones, too")
    private boolean all;

    @Override
    public void run() {
        Api api = options.api();
        JsonNode found = api.items(name == null ? "/plugins/warnings" : "/plugins/" + name + "/warnings", MOST);
        ArrayNode shown = JsonMapper.builder().build().createArrayNode();
        found.valueStream().filter(warning -> all || warning.path("acknowledgedBy").isNull()).forEach(shown::add);
        if (options.isJson()) {
            options.out().println(shown.toPrettyString());
            return;
        }
        shown.forEach(warning -> WarningText.print(warning, options.out()));
        int folded = found.size() - shown.size();
        if (shown.isEmpty()) {
            options.out().println("No warning.");
        }
        if (folded > 0) {
            options.out().println(folded + " acknowledged: --all shows " + (folded == 1 ? "it." : "them."));
        }
    }
}
