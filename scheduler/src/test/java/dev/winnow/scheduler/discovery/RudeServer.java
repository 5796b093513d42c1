package dev.winnow.scheduler.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers a path with whatever bytes a test gives it, and notes what it was asked. */
public final class RudeServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public RudeServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** What a client sent; names of headers in lower case. */
    public record Request(String path, Map<String, String> headers, String body) {
    }

    /** Writes an answer. */
    public interface Script {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + path);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public RudeServer on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    /** Head lines joined by commas, then the body with its right length. */
    public RudeServer on(String path, String head, byte[] body) {
        return on(path, (request, out) -> {
            out.write(("HTTP/1.1 " + head + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(
                    StandardCharsets.ISO_8859_1));
            out.write(body);
        });
    }

    /** What answers to all other paths. */
    public RudeServer otherwise(Script script) {
        return on("*", script);
    }

    public RudeServer redirect(String path, int status, String location) {
        return on(path, status + " Moved\r\nLocation: " + location, new byte[0]);
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(),
                    StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            Map<String, String> headers = new TreeMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
            char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
            int length = 0;
            while (length < body.length) {
                length += in.read(body, length, body.length - length);
            }
            Request request = new Request(first.split(" ", -1)[1], headers, new String(body));
            requests.add(request);
            Script script = scripts.getOrDefault(request.path(), scripts.get("*"));
            if (script == null) {
                socket.getOutputStream().write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(
                        StandardCharsets.ISO_8859_1));
            } else {
                script.answer(request, socket.getOutputStream());
            }
            socket.getOutputStream().flush();
        } catch (IOException | InterruptedException e) {
            // The client went away, as it should in some tests.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
