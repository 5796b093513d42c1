package dev.winnow.daemon.service;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

import static org.assertj.core.api.Assertions.fail;

/** The receiving end of a service manager: a datagram socket as systemd's is. */
final class ServiceManagerInTest implements AutoCloseable {
    private static final int LARGEST = 4096;
    private static final int LOOK_MILLIS = 200;

    private final AFUNIXDatagramSocket socket;

    ServiceManagerInTest(Path path) throws IOException {
        this(AFUNIXSocketAddress.of(path));
    }

    ServiceManagerInTest(AFUNIXSocketAddress address) throws IOException {
        socket = AFUNIXDatagramSocket.newInstance();
        socket.bind(address);
        socket.setSoTimeout(LOOK_MILLIS);
    }

    /** The assignments of the next messages up to the one with this in it. */
    List<String> until(String expected) throws IOException {
        List<String> seen = new ArrayList<>();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(deadline)) {
            List<String> message = next();
            seen.addAll(message);
            if (message.stream().anyMatch(line -> line.contains(expected))) {
                return seen;
            }
        }
        return fail("Nothing with " + expected + " came, but " + seen);
    }

    /** All assignments that come within this time. */
    List<String> within(Duration time) throws IOException {
        List<String> seen = new ArrayList<>();
        Instant deadline = Instant.now().plus(time);
        while (Instant.now().isBefore(deadline)) {
            seen.addAll(next());
        }
        return seen;
    }

    private List<String> next() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException none) {
            return List.of();
        }
        return new String(packet.getData(), packet.getOffset(), packet.getLength(), StandardCharsets.UTF_8).lines()
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
