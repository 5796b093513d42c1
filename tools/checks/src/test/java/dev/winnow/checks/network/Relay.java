package dev.winnow.checks.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The proxy's own next proxy: every name leads to this machine, plain requests to one port and tunnels to the other. */
final class Relay implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;

    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final int plainPort;
    private final int tlsPort;

    Relay(int plainPort, int tlsPort) throws IOException {
        this.plainPort = plainPort;
        this.tlsPort = tlsPort;
        Thread.ofVirtual().start(this::accept);
    }

    /** What got as far as here: {@code CONNECT host:port} or {@code GET http://...}. */
    List<String> asked() {
        return asked;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            byte[] head = head(client.getInputStream());
            String request = new String(head, StandardCharsets.ISO_8859_1);
            asked.add(request.substring(0, Math.max(0, request.indexOf(" HTTP"))));
            boolean tunnel = request.startsWith("CONNECT ");
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), tunnel ? tlsPort : plainPort)) {
                if (tunnel) {
                    client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                } else {
                    server.getOutputStream().write(head);
                }
                Thread back = Thread.ofVirtual().start(() -> copy(server, client));
                copy(client, server);
                back.join();
            }
        } catch (IOException e) {
            // The client has gone; what it has not got its test misses.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                throw new IOException("no head of a request");
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    private static void copy(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // Either side may end at any time.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
