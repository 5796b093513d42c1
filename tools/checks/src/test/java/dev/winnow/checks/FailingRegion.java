package dev.winnow.checks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Stands before the EC2 emulator and answers an error for one region, which a request's signature names. */
final class FailingRegion implements AutoCloseable {
    private static final byte[] ERROR = "<Response><Errors><Error><Code>InternalError</Code><Message>out of order</Message></Error></Errors></Response>"
            .getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    FailingRegion(URI emulator, String region) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (signature.contains("/" + region + "/")) {
                exchange.sendResponseHeaders(500, ERROR.length);
                exchange.getResponseBody().write(ERROR);
            } else {
                HttpRequest.Builder request = HttpRequest.newBuilder(emulator.resolve(exchange.getRequestURI()))
                        .method(exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                        .header("Authorization", signature);
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                if (type != null) {
                    request.header("Content-Type", type);
                }
                try {
                    HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                    exchange.getResponseHeaders().set("Content-Type", "text/xml");
                    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                    exchange.getResponseBody().write(answer.body());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
