package dev.winnow.daemon.probe;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/** The network of this process, which is none: attempts are refused and told. */
record Network(NetworkAttempts attempts) {
    /**
     * Closes it, for all of Java in this process.
     *
     * @throws IllegalStateException if the process was not started for that
     */
    // The factories are deprecated for want of users, not of effect: they are the one way to sockets made by address.
    @SuppressWarnings("deprecation")
    static Network closed() throws IOException {
        if (!(SelectorProvider.provider() instanceof RefusingProvider provider)) {
            throw new IllegalStateException("started without the selector provider that refuses connections");
        }
        NetworkAttempts attempts = provider.attempts();
        Socket.setSocketImplFactory(() -> new RefusingSocket(attempts));
        ServerSocket.setSocketFactory(() -> new RefusingSocket(attempts));
        // The JVM looks for the resolver once, by the context class loader of whoever is first: not a plugin's.
        InetAddress.getByName("localhost");
        return new Network(attempts);
    }

    /** What this plugin attempted since it was asked last. */
    List<PluginWarning> take(MaterialisedPlugin plugin) {
        return attempts.take().stream()
                .filter(attempt -> attempt.place().map(frame -> Places.isOf(frame, plugin.name())).orElse(true))
                .map(attempt -> Places.at(PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.LOAD_NETWORK,
                        "Plugin '" + plugin.name() + "' uses the network while loading: " + attempt.what()
                                + " was refused while it was tried",
                        "Move it into a job: a load that waits for another host holds up the start of every daemon."),
                        attempt.place()))
                .toList();
    }
}
