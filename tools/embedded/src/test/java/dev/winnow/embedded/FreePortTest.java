package dev.winnow.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FreePortTest {
    /** Of 16,384, so that by chance alone about eleven would come twice. */
    private static final int MANY = 600;

    @Test
    void noPortIsGivenTwiceThoughNobodyListensThere() {
        List<Integer> ports = Stream.generate(FreePort::any).limit(MANY).toList();
        assertThat(ports).doesNotHaveDuplicates();
        assertThat(ports).allMatch(FreePort::isFree);
    }

    @Test
    void aPortWhereSomebodyListensIsNotFree() throws Exception {
        try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket everywhere = new ServerSocket(0)) {
            assertThat(FreePort.isFree(loopback.getLocalPort())).isFalse();
            assertThat(FreePort.isFree(everywhere.getLocalPort())).isFalse();
        }
    }
}
