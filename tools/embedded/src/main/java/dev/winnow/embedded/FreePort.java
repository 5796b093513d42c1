package dev.winnow.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Looks for TCP ports on the loopback interface. */
public final class FreePort {
    /** Below the ports that Linux and macOS give to those who ask for any, and to whoever connects. */
    private static final int LOWEST = 16_384;
    private static final int HIGHEST = 32_767;
    private static final int TRIES = 200;

    private FreePort() {
    }

    /** A port that is free now and that nobody gets by chance: a server that was killed can be started again on it. */
    public static int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
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
