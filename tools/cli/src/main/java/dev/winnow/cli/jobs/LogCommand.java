package dev.winnow.cli.jobs;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import dev.winnow.cli.api.Paths;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "log", description = "A job's log.", mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {
    /** Looks without an answer before a follower gives up: half a minute, as long as a restart takes. */
    private static final int PATIENCE = 30;

    @Mixin
    private ApiOptions options = new ApiOptions();

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--follow", description = "goes on until the job is finished")
    private boolean follow;

    private String cursor = "";
    private int silent;

    @Override
    public Integer call() throws InterruptedException {
        Api api = options.api();
        boolean finishedBefore = false;
        while (true) {
            JsonNode page = page(api);
            page.path("items").valueStream().forEach(this::print);
            boolean more = !page.path("next").isMissingNode() && !page.path("next").isNull();
            boolean finished = page.path("finished").asBoolean(false);
            // Its last lines may come a moment after its end.
            if (!more && (!follow || finished && finishedBefore)) {
                return 0;
            }
            if (!more) {
                finishedBefore = finished;
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private JsonNode page(Api api) throws InterruptedException {
        while (true) {
            try {
                JsonNode page = api.get("/jobs/" + Paths.segment(id) + "/log?limit=500" + cursor);
                silent = 0;
                return page;
            } catch (CliException e) {
                silent++;
                if (!follow || e.exitCode() != CliException.UNREACHABLE || silent > PATIENCE) {
                    throw e;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private void print(JsonNode line) {
        String place = line.path("attempt").asString() + "." + line.path("sequence").asString();
        cursor = "&cursor=" + place;
        options.out().println(options.isJson()
                ? line.toString()
                : line.path("at").asString() + " #" + line.path("attempt").asString() + " "
                        + line.path("level").asString() + " " + line.path("message").asString());
    }
}
