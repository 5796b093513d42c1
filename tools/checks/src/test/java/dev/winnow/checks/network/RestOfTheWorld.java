package dev.winnow.checks.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * Every host that a client asks for, plain and by TLS, at this machine's addresses: a greeting, a zip of a plugin, a
 * place for error reports, and for the rest the AWS emulator. Behind a proxy a {@link Relay} leads here, whatever the host's name.
 */
final class RestOfTheWorld implements AutoCloseable {
    static final String GREETING = "hello";
    /** Set by the client itself, or by the server for its own answer. */
    private static final Set<String> NOT_FORWARDED = Set.of("host", "connection", "content-length", "expect", "upgrade",
            "http2-settings", "transfer-encoding", "date", ":status");

    private final HttpServer plain;
    private final HttpsServer tls;
    private final Relay relay;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong arrived = new AtomicLong();
    private final byte[] zip;

    /** @param zip what is at {@code /plugins.zip} */
    RestOfTheWorld(SSLContext context, byte[] zip) throws IOException {
        this.zip = zip.clone();
        InetSocketAddress everywhere = new InetSocketAddress((InetAddress) null, 0);
        plain = HttpServer.create(everywhere, 0);
        tls = HttpsServer.create(everywhere, 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(context));
        for (HttpServer server : new HttpServer[]{plain, tls}) {
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
        }
        relay = new Relay(plain.getAddress().getPort(), tls.getAddress().getPort());
    }

    int port(String scheme) {
        return (scheme.equals("https") ? tls : plain).getAddress().getPort();
    }

    int relayPort() {
        return relay.port();
    }

    /** How many requests have arrived, by whatever way. */
    long arrived() {
        return arrived.get();
    }

    /** What the proxy let through. */
    List<String> relayed() {
        return relay.asked();
    }

    private void answer(HttpExchange exchange) throws IOException {
        arrived.incrementAndGet();
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/hello" -> send(exchange, 200, GREETING.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                case "/plugins.zip" -> send(exchange, 200, zip);
                case "/api/1/envelope/" -> send(exchange, 200, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                default -> forward(exchange);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void forward(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        String emulator = System.getenv("AWS_ENDPOINT_URL");
        if (emulator == null) {
            send(exchange, 404, new byte[0]);
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(emulator + asked.getRawPath()
                + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery())))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(
                        exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            send(exchange, 500, new byte[0]);
        }
    }

    @Override
    public void close() throws IOException {
        relay.close();
        plain.stop(0);
        tls.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
