package dev.winnow.cli;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "status", description = "Daemons, leader, generation, queue depths and oldest ages.", mixinStandardHelpOptions = true)
final class StatusCommand implements Runnable {
    @Mixin
    private ApiOptions options = new ApiOptions();

    @Override
    public void run() {
        Api api = options.api();
        JsonNode processes = api.items("/processes", 500);
        JsonNode queues = api.items("/queues", 10);
        if (options.isJson()) {
            options.out().println(JsonMapper.builder().build().createObjectNode().set("processes", processes)
                    .set("queues", queues).toPrettyString());
            return;
        }
        options.list(processes, "kind:DAEMON", "host:HOST", "pid:PID", "state:STATE", "leading:LEADS",
                "generation:GENERATION", "lanes:LANES", "running:RUNNING", "managementPort:HEALTH",
                "heartbeatAt:HEARTBEAT");
        options.out().println();
        options.list(queues, "priority:QUEUE", "depth:WAITING", "running:RUNNING", "oldestAgeSeconds:OLDEST (s)",
                "paused:PAUSED");
    }
}
