package dev.winnow.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;

/**
 * Stands for all three daemons: answers on its management port, and as the interface server on its own, too. With
 * {@link #KILLED} in its jar it is killed while it ends.
 */
public final class DummyDaemon {
    static final String KILLED = "killed.while.it.ends";

    private DummyDaemon() {
    }

    public static void main(String[] arguments) throws IOException {
        // By the launcher it has no such mark.
        String jar = Path.of(System.getProperty("java.class.path")).getFileName().toString();
        String daemon = System.getProperty("winnow.quickstart", jar.replaceAll("winnow-(.*)\\.jar", "$1"))
                .replaceAll(".*#", "");
        Path notes = Path.of(System.getenv("WINNOW_DIAGNOSTICS_DIR"));
        StringBuilder environment = new StringBuilder("arguments " + String.join(" ", arguments) + "\n");
        new TreeMap<>(System.getenv()).forEach((name, value) -> environment.append(name + "=" + value + "\n"));
        Files.writeString(notes.resolve(daemon + ".environment"), environment);
        String variable = daemon.equals("interface-server") ? "INTERFACE" : daemon.toUpperCase(java.util.Locale.ROOT);
        if (DummyDaemon.class.getResource("/" + KILLED) != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(DummyDaemon::killed));
        }
        HttpServer management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(),
                Integer.parseInt(System.getenv("WINNOW_" + variable + "_MANAGEMENT_PORT"))), 0);
        management.createContext("/health/ready", exchange -> answer(exchange, 200, "{}"));
        management.start();
        if (daemon.equals("interface-server")) {
            HttpServer api = HttpServer.create(
                    new InetSocketAddress(Integer.parseInt(System.getenv("WINNOW_HTTP_PORT"))), 0);
            api.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Files.writeString(notes.resolve("requests"),
                        exchange.getRequestMethod() + " " + exchange.getRequestURI()
                                + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body + "\n",
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                answer(exchange, 201, "{\"id\": \"77\", \"name\": \"demo\"}");
            });
            api.start();
        }
    }

    private static void killed() {
        try {
            new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("kill cannot be run", e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
