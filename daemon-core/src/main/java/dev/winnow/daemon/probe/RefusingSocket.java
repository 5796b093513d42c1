package dev.winnow.daemon.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/** What is behind {@code java.net.Socket} and {@code ServerSocket} here: it connects nowhere and listens nowhere. */
final class RefusingSocket extends SocketImpl {
    private final NetworkAttempts attempts;

    RefusingSocket(NetworkAttempts attempts) {
        this.attempts = attempts;
    }

    @Override
    protected void create(boolean stream) {
        // Nothing to make: it is never used.
    }

    @Override
    protected void connect(String host, int port) throws IOException {
        throw attempts.refuse("a connection to " + host + ":" + port);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
        throw attempts.refuse("a connection to " + address + ":" + port);
    }

    @Override
    protected void connect(SocketAddress address, int timeout) throws IOException {
        throw attempts.refuse("a connection to " + address);
    }

    @Override
    protected void bind(InetAddress host, int port) {
        // Some bind before they connect; listening is refused.
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw attempts.refuse("to listen on a port");
    }

    @Override
    protected void accept(SocketImpl socket) throws IOException {
        throw attempts.refuse("to listen on a port");
    }

    @Override
    protected InputStream getInputStream() throws IOException {
        throw notConnected();
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
        throw notConnected();
    }

    @Override
    protected int available() {
        return 0;
    }

    @Override
    protected void close() {
        // Nothing is open.
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw notConnected();
    }

    @Override
    public void setOption(int option, Object value) {
        // Clients set options before they connect.
    }

    @Override
    public @Nullable Object getOption(int option) throws SocketException {
        throw notConnected();
    }

    private static SocketException notConnected() {
        return new SocketException("there is no network while a plugin is tried");
    }
}
