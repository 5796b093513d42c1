package dev.winnow.daemon.probe;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Channels that connect nowhere, and selectors as usual, since clients make those before they connect. The JVM makes it
 * by the system property {@code java.nio.channels.spi.SelectorProvider}.
 */
public final class RefusingProvider extends SelectorProvider {
    private final NetworkAttempts attempts = new NetworkAttempts();
    private final SelectorProvider usual;

    /** For the JVM. */
    public RefusingProvider() {
        try {
            // The only way to the JDK's own provider; the process is started with the export that this takes.
            usual = (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider").getMethod("get")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java's selectors cannot be had", e);
        }
    }

    /** What was attempted in this process, by channels and whoever else asks for this. */
    public NetworkAttempts attempts() {
        return attempts;
    }

    @Override
    public SocketChannel openSocketChannel() {
        return new RefusingChannel(this, attempts);
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) {
        return openSocketChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw attempts.refuse("a datagram channel");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return openDatagramChannel();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        throw attempts.refuse("to listen on a port");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        return openServerSocketChannel();
    }

    @Override
    public Pipe openPipe() throws IOException {
        return usual.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return usual.openSelector();
    }
}
