package dev.winnow.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Just enough of Redis's protocol to look after a server, so that no client library is needed here. */
public final class RedisConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5000;

    private final Socket socket = new Socket();
    private final BufferedReader answers;
    private final OutputStream requests;

    /** Connects, and signs in where there is a password. */
    public RedisConnection(String host, int port, @Nullable String password) throws IOException {
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            requests = socket.getOutputStream();
            if (password != null) {
                send("AUTH", password);
            }
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a command that answers in one line, and returns that line without its type. */
    public String send(String... words) throws IOException {
        StringBuilder request = new StringBuilder("*").append(words.length).append("\r\n");
        for (String word : words) {
            request.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n").append(word)
                    .append("\r\n");
        }
        requests.write(request.toString().getBytes(StandardCharsets.UTF_8));
        requests.flush();
        String answer = answers.readLine();
        if (answer == null || answer.startsWith("-")) {
            throw new IOException("Redis answered " + words[0] + " with " + answer);
        }
        return answer.substring(1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
