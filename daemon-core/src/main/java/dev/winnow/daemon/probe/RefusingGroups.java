package dev.winnow.daemon.probe;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * Opens no asynchronous socket. The JVM makes it by the system property
 * {@code java.nio.channels.spi.AsynchronousChannelProvider}.
 */
public final class RefusingGroups extends AsynchronousChannelProvider {
    /** For the JVM. */
    public RefusingGroups() {
        // Nothing is held.
    }

    @Override
    public AsynchronousChannelGroup openAsynchronousChannelGroup(int threads, ThreadFactory factory)
            throws IOException {
        throw refused();
    }

    @Override
    public AsynchronousChannelGroup openAsynchronousChannelGroup(ExecutorService executor, int initialSize)
            throws IOException {
        throw refused();
    }

    @Override
    public AsynchronousServerSocketChannel openAsynchronousServerSocketChannel(AsynchronousChannelGroup group)
            throws IOException {
        throw refused();
    }

    @Override
    public AsynchronousSocketChannel openAsynchronousSocketChannel(AsynchronousChannelGroup group) throws IOException {
        throw refused();
    }

    private static IOException refused() {
        return SelectorProvider.provider() instanceof RefusingProvider provider
                ? provider.attempts().refuse("an asynchronous socket")
                : new IOException("there is no network while a plugin is tried");
    }
}
