package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandLineTest {
    private final CommandLine commandLine = new CommandLine("winnow worker [--queue p0]... [--upgrade]",
            Map.of("--queue", "winnow.worker.queues"), Map.of("--upgrade", "winnow.db.upgrade"));

    @Test
    void optionsBecomePropertiesAndRepeatedOnesAreJoined() {
        assertThat(commandLine.properties(new String[]{"--queue", "p0", "--upgrade", "--queue=p1", "--server.port=0"}))
                .containsExactly("--winnow.db.upgrade=on", "--server.port=0", "--winnow.worker.queues=p0,p1");
    }

    @Test
    void wrongUsageIsNamedWithTheRightOne() {
        assertThatThrownBy(() -> commandLine.properties(new String[]{"--queues", "p0"}))
                .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessage("'--queues' is not an option; usage: winnow worker [--queue p0]... [--upgrade]");
        assertThatThrownBy(() -> commandLine.properties(new String[]{"--queue"}))
                .hasMessageStartingWith("option --queue lacks its value");
    }
}
