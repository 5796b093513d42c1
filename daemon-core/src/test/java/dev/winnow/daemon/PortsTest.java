package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.Given;
import dev.winnow.daemon.settings.Variables;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {
    @Test
    void aPortThatWasSetAndIsTakenIsAnErrorThatNamesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Ports ports = new Ports(Given.environment("WINNOW_WORKER_MANAGEMENT_PORT", port));

            assertThatThrownBy(() -> ports.orNextFree(Variables.WORKER_MANAGEMENT_PORT, "127.0.0.1"))
                    .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.FAILED))
                    .hasMessageContaining("Port " + port + " (WINNOW_WORKER_MANAGEMENT_PORT) cannot be used");
        }
    }

    @Test
    void aDefaultThatIsTakenMovesToTheNextFreePort() throws Exception {
        Ports ports = new Ports(Given.nothing());
        int first = ports.orNextFree(Variables.WORKER_MANAGEMENT_PORT, "127.0.0.1");
        try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(ports.orNextFree(Variables.WORKER_MANAGEMENT_PORT, "127.0.0.1")).isGreaterThan(first);
        }
    }

    @Test
    void zeroIsAnyFreePort() {
        Ports ports = new Ports(Given.environment("WINNOW_WORKER_MANAGEMENT_PORT", "0"));

        assertThat(ports.orNextFree(Variables.WORKER_MANAGEMENT_PORT, "127.0.0.1")).isPositive();
    }
}
