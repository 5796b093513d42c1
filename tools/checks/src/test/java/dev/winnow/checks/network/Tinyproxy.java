package dev.winnow.checks.network;

import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Debian's tinyproxy, which wants a user and a password and writes down what it is asked for. */
final class Tinyproxy implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/tinyproxy");
    private static final String USER = "win.now";
    private static final String PASSWORD = "p.ss-w_rd";
    private static final Pattern REQUEST = Pattern.compile("Request \\(file descriptor \\d+\\): (\\S+ \\S+) HTTP");

    private final Process process;
    private final Path log;
    private final int port;

    /** @param upstream the port of what stands for the rest of the world */
    Tinyproxy(Path folder, int upstream) throws IOException {
        port = FreePort.any();
        log = folder.resolve("tinyproxy.log");
        Path settings = Files.writeString(folder.resolve("tinyproxy.conf"), """
            Port %d
            Listen 127.0.0.1
            Allow 127.0.0.1
            Timeout 30
            MaxClients 100
            LogFile "%s"
            LogLevel Connect
            BasicAuth %s %s
            Upstream http 127.0.0.1:%d
            """.formatted(port, log, USER, PASSWORD, upstream));
        process = new ProcessBuilder(PROGRAM.toString(), "-d", "-c", settings.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("tinyproxy.out").toFile()).start();
        await();
    }

    private void await() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        throw new IOException("tinyproxy does not listen on " + port);
    }

    /** As it stands in a variable: each character that may be is encoded. */
    String url() {
        return "http://win%2Enow:p%2Ess%2Dw%5Frd@127.0.0.1:" + port;
    }

    String urlWithWrongPassword() {
        return "http://win.now:wrong@127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** {@code GET http://...} and {@code CONNECT host:port} from a point of its log on. */
    List<String> requests(long from) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        return REQUEST.matcher(text.substring((int) Math.min(from, text.length()))).results().map(match -> match.group(
                1)).toList();
    }

    long mark() throws IOException {
        return Files.size(log);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
