package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variable;
import java.io.IOException;
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
     * The port that was set, or the default, or, where the default is taken, the next free one.
     *
     * @throws StartException if a port that was set is taken
     */
    int orNextFree(Variable variable, String address) {
        int wanted = values.number(variable);
        if (values.given(variable).isPresent()) {
            return exactly(variable, address);
        }
        for (int port = wanted; port < wanted + TRIES; port++) {
            if (bind(address, port) == port) {
                if (port != wanted) {
                    LOG.info("Port {} is taken: using {} instead. Set {} to choose one.", wanted, port,
                            variable.name());
                }
                return port;
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
        int wanted = values.number(variable);
        int bound = bind(address, wanted);
        if (bound < 0) {
            throw new StartException(ExitCode.FAILED, "Port " + wanted + " (" + variable.name() + ") cannot be used on "
                    + (address == null ? "this host" : address) + ": it is taken by another process, or needs more "
                    + "rights. Stop the other process or set another port");
        }
        return bound;
    }

    /** The port that could be bound; -1 where it could not. */
    private static int bind(@Nullable String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As Tomcat does: a port whose last connections linger can be taken again.
            socket.setReuseAddress(true);
            socket.bind(address == null
                    ? new InetSocketAddress(port)
                    : new InetSocketAddress(InetAddress.getByName(address), port));
            return socket.getLocalPort();
        } catch (UnknownHostException e) {
            throw new StartException(ExitCode.USAGE, "The address '" + address
                    + "' to listen on is unknown: expected an address of this host, for example 127.0.0.1", e);
        } catch (IOException taken) {
            return -1;
        }
    }
}
