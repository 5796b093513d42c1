package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds ports to listen on before the server starts, so that a taken one is met by a sentence. */
final class Ports {
    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);
    private static final int TRIES = 100;

    private final SettingValues values;

    Ports(SettingValues values) {
        this.values = values;
    }

    /**
     * The port that was set, or the default, or, where the default is taken, the next free one: held, so that of two
     * daemons that start at once each gets its own.
     *
     * @throws StartException if a port that was set is taken
     */
    HeldPort orNextFree(Variable variable, String address) {
        int wanted = values.number(variable);
        if (values.given(variable).isPresent()) {
            return new HeldPort(bound(variable, address));
        }
        for (int port = wanted; port < wanted + TRIES; port++) {
            ServerSocket socket = bind(address, port);
            if (socket != null) {
                if (port != wanted) {
                    LOG.info("Port {} is taken: using {} instead. Set {} to choose one.", wanted, port,
                            variable.name());
                }
                return new HeldPort(socket);
            }
        }
        throw new StartException(ExitCode.FAILED, "No port from " + wanted + " to " + (wanted + TRIES - 1)
                + " is free on " + address + ": set " + variable.name() + " to one that is");
    }

    /**
     * This port and no other; any free one for 0.
     *
     * @param address to listen on; null for all
     * @throws StartException if it is taken
     */
    int exactly(Variable variable, @Nullable String address) {
        try (ServerSocket socket = bound(variable, address)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSocket bound(Variable variable, @Nullable String address) {
        int wanted = values.number(variable);
        ServerSocket socket = bind(address, wanted);
        if (socket == null) {
            throw new StartException(ExitCode.FAILED, "Port " + wanted + " (" + variable.name() + ") cannot be used on "
                    + (address == null ? "this host" : address) + ": it is taken by another process, or needs more "
                    + "rights. Stop the other process or set another port");
        }
        return socket;
    }

    /** Bound to the port; null where that could not be. */
    private static @Nullable ServerSocket bind(@Nullable String address, int port) {
        ServerSocket socket = null;
        try {
            socket = new ServerSocket();
            // As Tomcat does: a port whose last connections linger can be taken again.
            socket.setReuseAddress(true);
            socket.bind(address == null
                    ? new InetSocketAddress(port)
                    : new InetSocketAddress(InetAddress.getByName(address), port));
            return socket;
        } catch (UnknownHostException e) {
            close(socket);
            throw new StartException(ExitCode.USAGE, "The address '" + address
                    + "' to listen on is unknown: expected an address of this host, for example 127.0.0.1", e);
        } catch (IOException taken) {
            close(socket);
            return null;
        }
    }

    private static void close(@Nullable ServerSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("A socket that was bound to nothing did not close", e);
        }
    }
}
