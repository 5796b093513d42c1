package dev.winnow.web.service;

import dev.winnow.db.process.ProcessRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartCommandsTest {
    private final ProcessRow scheduler = process("scheduler", "one", "");
    private final ProcessRow worker = process("worker", "one", "p0,p1");
    private final ProcessRow background = process("worker", "two", "p2");
    private final ProcessRow pages = process("interface-server", "two", "");
    private final List<ProcessRow> all = List.of(scheduler, worker, background, pages);

    @Test
    void everythingNeedsNoNames() {
        RestartCommands commands = RestartCommands.all(all);
        assertThat(commands.compose()).isEqualTo("docker compose restart");
        assertThat(commands.systemd()).containsExactly(
                new RestartCommands.HostCommand("one", "sudo systemctl restart 'winnow-worker*' winnow-scheduler"),
                new RestartCommands.HostCommand("two",
                        "sudo systemctl restart 'winnow-worker*' winnow-interface-server"));
    }

    @Test
    void someAreNamedAsComposeAndSystemdKnowThem() {
        RestartCommands commands = RestartCommands.of(List.of(background, pages), all);
        assertThat(commands.compose()).isEqualTo("docker compose restart interface-server worker-p2");
        assertThat(commands.systemd()).singleElement().satisfies(line -> assertThat(line.host()).isEqualTo("two"));
        assertThat(RestartCommands.of(List.of(worker), all).compose()).isEqualTo("docker compose restart worker");
    }

    private static ProcessRow process(String kind, String host, String lanes) {
        return new ProcessRow(kind + host, kind, host, 1, "1", "ready", false, 1L, lanes, 1, 0, 1, Instant.EPOCH,
                Instant.EPOCH);
    }
}
