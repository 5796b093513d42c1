package dev.winnow.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A Redis server as a child process, on 127.0.0.1 only. */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final RedisBuilder settings;
    private final Path runFolder = Folders.temporary("winnow-redis");
    private @Nullable ChildProcess process;
    private boolean closed;
    private volatile int port;

    EmbeddedRedis(RedisBuilder settings) {
        this.settings = settings;
    }

    /** A temporary server on a free port without a password, unless told otherwise. */
    public static RedisBuilder builder() {
        return new RedisBuilder();
    }

    /** Starts it and returns when it answers. After a {@link #stop} it starts again on the same port. */
    public EmbeddedRedis start() {
        if (port == 0) {
            port = settings.port() == 0 ? FreePort.any() : settings.port();
        }
        Path binary = RedisBinary.in(settings.binaries());
        awaitAnswer(launch(command(binary)));
        return this;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public @Nullable String password() {
        return settings.password();
    }

    /** The id of the server process. */
    public long pid() {
        return running().pid();
    }

    /** Completes when the server process has ended, for whatever reason. */
    public CompletableFuture<Integer> onExit() {
        return running().onExit();
    }

    /** Forgets everything. */
    public void flush() {
        send("FLUSHALL");
    }

    /** Sends a command that answers in one line; its type character is left out. */
    public String send(String... words) {
        try (RedisConnection connection = connect()) {
            return connection.send(words);
        } catch (IOException e) {
            throw new EmbeddedServerException("Redis on port " + port + " did not answer: " + e.getMessage(), e);
        }
    }

    /** Stops the server, in order; what it kept is kept. */
    public void stop() {
        stop(STOP);
    }

    private void stop(Duration grace) {
        ChildProcess last;
        synchronized (this) {
            last = process;
        }
        if (last != null) {
            last.stop(grace);
        }
    }

    /** Ends the server at once, as a crash would. */
    public void kill() throws InterruptedException {
        running().kill();
        running().waitFor(STOP);
    }

    /** Stops the server and deletes what was temporary. A start that goes on meanwhile fails. */
    @Override
    public void close() {
        close(STOP);
    }

    /** The same with another grace time, after which the server is ended by force. */
    public void close(Duration grace) {
        synchronized (this) {
            closed = true;
        }
        stop(grace);
        Folders.delete(runFolder);
    }

    private synchronized ChildProcess launch(List<String> command) {
        if (closed) {
            throw new EmbeddedServerException("Redis has been closed");
        }
        ChildProcess launched = ChildProcess.start("Redis", command, Map.of(), null,
                settings.logFileOr(Folders.create(runFolder)));
        process = launched;
        return launched;
    }

    private synchronized ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("Redis has not been started");
        }
        return process;
    }

    private RedisConnection connect() throws IOException {
        return new RedisConnection(host(), port, settings.password());
    }

    private List<String> command(Path binary) {
        Path kept = settings.dataFolder();
        Path folder = Folders.create(kept == null ? runFolder : kept);
        List<String> command = new ArrayList<>(List.of(binary.toString(), "--bind", host(), "--port",
                Integer.toString(port), "--save", "", "--dir", folder.toString(), "--daemonize", "no",
                "--maxmemory-policy", settings.maxMemoryPolicy()));
        if (kept != null) {
            command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec"));
        }
        settings.settings().forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        String limit = settings.maxMemory();
        if (limit != null) {
            command.addAll(List.of("--maxmemory", limit));
        }
        String password = settings.password();
        if (password != null) {
            command.add(1, secretsFile(password).toString());
        }
        return command;
    }

    /** A file, because everybody can read a command line. */
    private Path secretsFile(String password) {
        try {
            return Files.writeString(runFolder.resolve("redis.conf"), "requirepass " + password + "\n");
        } catch (IOException e) {
            throw new EmbeddedServerException("Redis's settings cannot be written: " + e.getMessage(), e);
        }
    }

    private void awaitAnswer(ChildProcess server) {
        long deadline = System.nanoTime() + START.toNanos();
        IOException last = null;
        try {
            while (!server.waitFor(LOOK_AGAIN) && System.nanoTime() < deadline) {
                try (RedisConnection connection = connect()) {
                    connection.send("PING");
                    return;
                } catch (IOException notYet) {
                    last = notYet;
                }
            }
        } catch (InterruptedException e) {
            server.kill();
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while Redis was starting", e);
        }
        server.kill();
        throw new EmbeddedServerException("Redis did not come up on port " + port + "; the end of " + server.log()
                + ":\n" + server.tail(), last);
    }
}
