package dev.winnow.daemon.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A channel that connects nowhere, and says so only when it is asked to. */
final class RefusingChannel extends SocketChannel {
    private final NetworkAttempts attempts;

    RefusingChannel(SelectorProvider provider, NetworkAttempts attempts) {
        super(provider);
        this.attempts = attempts;
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        throw attempts.refuse("a connection to " + remote);
    }

    @Override
    public SocketChannel bind(@Nullable SocketAddress local) {
        return this;
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException("there is no network while a plugin is tried");
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public Socket socket() {
        return new Socket();
    }

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean finishConnect() throws IOException {
        throw attempts.refuse("a connection");
    }

    @Override
    public @Nullable SocketAddress getRemoteAddress() {
        return null;
    }

    @Override
    public @Nullable SocketAddress getLocalAddress() {
        return null;
    }

    @Override
    public SocketChannel shutdownInput() {
        throw new NotYetConnectedException();
    }

    @Override
    public SocketChannel shutdownOutput() {
        throw new NotYetConnectedException();
    }

    @Override
    public int read(ByteBuffer target) {
        throw new NotYetConnectedException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new NotYetConnectedException();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NotYetConnectedException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new NotYetConnectedException();
    }

    @Override
    protected void implCloseSelectableChannel() {
        // Nothing is open.
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        // It never comes to a wait.
    }
}
