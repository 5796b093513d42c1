package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandLineTest {
    private final CommandLine commandLine = new CommandLine("winnow worker [--queue p0]... [--upgrade]",
            "Runs jobs.", Map.of("--queue", "winnow.worker.queues"), Map.of("--upgrade", "winnow.db.upgrade"));

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

    @Test
    void helpNamesEachOptionWithItsVariableAndWhereTheOthersAreDescribed() {
        assertThat(commandLine.help()).isEqualTo(
                """
                    usage: winnow worker [--queue p0]... [--upgrade]

                    Runs jobs.

                      --help, -h      this text
                      --queue         WINNOW_WORKER_QUEUES: a comma-separated list of p0, p1, p2; default p0,p1,p2
                      --upgrade       WINNOW_DB_UPGRADE=on

                    All settings are variables. prod.env.example describes each; on an installed host so does /etc/winnow/prod.env.""");
    }

    @Test
    void aDaemonThatIsAskedForHelpSaysItAndDoesNotStart() {
        DaemonApplication.run(CommandLineTest.class, DaemonKind.WORKER, commandLine, values -> {
            throw new AssertionError("started");
        }, new String[]{"--queue", "p0", "--help"});
    }
}
