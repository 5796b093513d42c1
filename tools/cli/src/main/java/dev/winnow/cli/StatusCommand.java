package dev.winnow.cli;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Daemons, leader, generation, queue depths and oldest ages.", mixinStandardHelpOptions = true)
final class StatusCommand implements Runnable {
    @Mixin
    private ApiOptions options = new ApiOptions();

    @Override
    public void run() {
        Api api = options.api();
        options.list(api.items("/processes", 500), "kind:DAEMON", "host:HOST", "pid:PID", "state:STATE",
                "leading:LEADS",
                "generation:GENERATION", "lanes:LANES", "running:RUNNING", "managementPort:HEALTH",
                "heartbeatAt:HEARTBEAT");
        options.out().println();
        options.list(api.items("/queues", 10), "priority:QUEUE", "depth:WAITING", "running:RUNNING",
                "oldestAgeSeconds:OLDEST (s)", "paused:PAUSED");
    }
}
