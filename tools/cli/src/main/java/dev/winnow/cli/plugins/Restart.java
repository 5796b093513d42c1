package dev.winnow.cli.plugins;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Prints the commands for a restart, as the API gives them. */
final class Restart {
    private Restart() {
    }

    static void print(JsonNode commands, PrintWriter out) {
        if (commands.isMissingNode() || commands.isNull()) {
            return;
        }
        out.println();
        out.println("To load what is published:");
        out.println("  Compose: " + commands.path("compose").asString());
        commands.path("systemd").forEach(line -> out.println("  systemd, on " + line.path("host").asString() + ": "
                + line.path("command").asString()));
    }
}
