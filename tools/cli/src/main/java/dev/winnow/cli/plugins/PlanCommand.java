package dev.winnow.cli.plugins;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code winnow plugins plan}: what a restart would change. */
@Command(name = "plan", description = "What a restart would change; nothing is published by that. Exits 3 when there is something.", mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Mixin
    private ApiOptions options = new ApiOptions();

    @Option(names = "--wait", paramLabel = "SECONDS", description = "how long to wait for the leading scheduler, which may have new plugins to try; default ${DEFAULT-VALUE}")
    private int patience = 120;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws InterruptedException {
        JsonNode plan = answered(options.api());
        if (options.isJson()) {
            options.out().println(plan.toPrettyString());
        } else {
            PlanText.print(plan, options.out());
        }
        return plan.path("changed").asBoolean() ? CliException.FINDINGS : 0;
    }

    private JsonNode answered(Api api) throws InterruptedException {
        JsonNode first = api.get("/plugins/plan");
        Instant end = clock.instant().plusSeconds(patience);
        JsonNode answer = first;
        while (answer.path("outcome").asString().equals("waiting")) {
            if (!clock.instant().isBefore(end)) {
                throw new CliException(CliException.UNREACHABLE, "no plan within " + patience + " s: "
                        + answer.path("message").asString(), null);
            }
            Thread.sleep(LOOK_EVERY);
            answer = api.get("/requests/" + first.path("requestId").asString());
        }
        if (!answer.path("outcome").asString().equals("done")) {
            throw new CliException(CliException.FAILED, "the scheduler could not make a plan: "
                    + answer.path("message").asString(), null);
        }
        // The request itself has the plan one level down.
        return answer.path("values") instanceof ObjectNode values
                ? values.put("message", answer.path("message").asString())
                : answer;
    }
}
