package dev.winnow.daemon;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that was chosen and that nobody else on this host gets until the server listens on it, which may be a minute
 * later. Whoever connects meanwhile is turned away at once, as if nobody listened.
 */
final class HeldPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldPort.class);

    private static final Duration LET_GO = Duration.ofSeconds(5);

    private final ServerSocket socket;
    private final Thread turningAway;

    /** @param socket bound */
    HeldPort(ServerSocket socket) {
        this.socket = socket;
        this.turningAway = Thread.ofPlatform().daemon().name("held-port").start(this::turnAway);
    }

    int number() {
        return socket.getLocalPort();
    }

    /** Lets go of it; when this returns it is free. */
    @Override
    public void close() {
        try {
            socket.close();
            // The system has it back when nobody waits for callers any more.
            turningAway.join(LET_GO);
        } catch (IOException e) {
            LOG.debug("Port {} was given back with an error", number(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turnAway() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                // A reset, so that no trace of the connection lingers on the port.
                caller.setSoLinger(true, 0);
            } catch (IOException e) {
                LOG.trace("Nobody to turn away on port {}", number(), e);
            }
        }
    }
}
