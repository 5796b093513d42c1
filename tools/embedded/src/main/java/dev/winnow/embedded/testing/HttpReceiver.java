package dev.winnow.embedded.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** For tests: an HTTP server that keeps what it is sent, unpacked, and answers with an empty JSON object. */
public final class HttpReceiver implements AutoCloseable {
    private static final byte[] ANSWER = {'{', '}'};
    private static final int OK = 200;

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    /** Listens on a free port of loopback. */
    public HttpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                body = unzipped(body);
            }
            messages.add(new Message(exchange.getRequestURI().getPath(),
                    Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(OK, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
    }

    /**
     * Its address.
     *
     * @param login what stands before the host, for example {@code key@}
     */
    public URI uri(String login, String path) {
        return URI.create("http://" + login + "127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** What came. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    private static byte[] unzipped(byte[] body) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /**
     * A request.
     *
     * @param headers as they were sent, names with a first capital
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Message(String path, Map<String, List<String>> headers, byte[] body) {
    }
}
