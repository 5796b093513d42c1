package dev.winnow.embedded;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Looks for TCP ports on the loopback interface.
 *
 * <p>Between the look and the server's start, and while a server that was killed is down, its port is free to whoever
 * looks next. So that no other process of Winnow takes it then, who is given a port keeps the UDP port of its number,
 * which no server here uses, until its process ends.
 */
public final class FreePort {
    /** Below the ports that Linux and macOS give to those who ask for any, and to whoever connects. */
    private static final int LOWEST = 16_384;
    private static final int HIGHEST = 32_767;
    private static final int TRIES = 200;

    /** Never closed but by the end of the process. */
    private static final Queue<DatagramSocket> KEPT = new ConcurrentLinkedQueue<>();

    private FreePort() {
    }

    /**
     * A port that is free now and that nobody gets by chance while this process lives: a server that was killed can be
     * started again on it.
     */
    public static int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port) && keep(port)) {
                return port;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedServerException("no free TCP port on the loopback interface: " + e.getMessage(), e);
        }
    }

    /** Whether a server could listen there now, on the loopback interface and on all. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean keep(int port) {
        try {
            KEPT.add(new DatagramSocket(port, InetAddress.getLoopbackAddress()));
            return true;
        } catch (IOException anotherHasIt) {
            return false;
        }
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
