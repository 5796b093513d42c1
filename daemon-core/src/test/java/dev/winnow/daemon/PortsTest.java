package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.Given;
import dev.winnow.daemon.settings.Variables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
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
        try (HeldPort taken = new Ports(Given.nothing()).orNextFree(Variables.WORKER_MANAGEMENT_PORT, "127.0.0.1");
                HeldPort next = new Ports(Given.nothing()).orNextFree(Variables.WORKER_MANAGEMENT_PORT,
                        "127.0.0.1")) {
            assertThat(next.number()).isGreaterThan(taken.number());
        }
    }

    @Test
    void twoThatChooseAtOnceNeverGetTheSameAndWhoeverCallsMeanwhileIsTurnedAway() throws Exception {
        Ports ports = new Ports(Given.nothing());
        try (HeldPort one = ports.orNextFree(Variables.WORKER_MANAGEMENT_PORT, "127.0.0.1");
                HeldPort two = ports.orNextFree(Variables.WORKER_MANAGEMENT_PORT, "127.0.0.1")) {
            assertThat(two.number()).isNotEqualTo(one.number());
            try (Socket caller = new Socket("127.0.0.1", one.number())) {
                caller.setSoTimeout(10_000);
                assertThat(answer(caller)).isNegative();
            }
            one.close();
            try (ServerSocket server = new ServerSocket(one.number(), 1, InetAddress.getByName("127.0.0.1"))) {
                assertThat(server.isBound()).as("it is free for the server").isTrue();
            }
        }
    }

    @Test
    void zeroIsAnyFreePort() {
        Ports ports = new Ports(Given.environment("WINNOW_WORKER_MANAGEMENT_PORT", "0"));

        try (HeldPort port = ports.orNextFree(Variables.WORKER_MANAGEMENT_PORT, "127.0.0.1")) {
            assertThat(port.number()).isPositive();
        }
    }

    /** The first byte; a negative number where the connection ends without one. */
    private static int answer(Socket caller) throws IOException {
        try {
            return caller.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }
}
