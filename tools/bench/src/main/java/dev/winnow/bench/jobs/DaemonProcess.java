package dev.winnow.bench.jobs;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.ChildProcess;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A daemon in a JVM of its own, on this JVM's class path. */
final class DaemonProcess {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final String name;
    private final Class<?> main;
    private final Account account;
    private final Surroundings surroundings;
    private @Nullable ChildProcess process;

    DaemonProcess(String name, Class<?> main, Account account, Surroundings surroundings) {
        this.name = name;
        this.main = main;
        this.account = account;
        this.surroundings = surroundings;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param more variables besides those that all have
     */
    void start(List<String> arguments, Map<String, String> more) throws IOException, InterruptedException {
        int port = FreePort.any();
        Map<String, String> variables = new HashMap<>();
        System.getenv().keySet().stream().filter(each -> each.startsWith("WINNOW_")).forEach(each -> variables.put(each,
                ""));
        variables.putAll(surroundings.variables(account));
        variables.put("WINNOW_" + name.toUpperCase(Locale.ROOT) + "_MANAGEMENT_PORT", Integer.toString(port));
        variables.putAll(more);
        process = ChildProcess.start(name, command(arguments), variables, surroundings.work(),
                surroundings.work().resolve(name + ".log"));
        awaitReady(process, URI.create("http://127.0.0.1:" + port + "/health/ready"));
    }

    long pid() {
        return running().pid();
    }

    void stop() {
        if (process != null) {
            process.stop(STOP);
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("the " + name + " has not been started");
        }
        return process;
    }

    /** As the launcher has it. */
    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "-Xms64m",
                        "-XX:NewSize=32m", "-XX:MetaspaceSize=128m", "-XX:MinHeapFreeRatio=15",
                        "-XX:MaxHeapFreeRatio=30", "-XX:Tier4InvocationThreshold=50000",
                        "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=150000",
                        "-XX:Tier4BackEdgeThreshold=400000",
                        "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (Runtime.version().feature() >= 25) {
            command.add("-XX:TrimNativeHeapInterval=10000");
        }
        command.addAll(List.of(System.getProperty("winnow.bench." + name + ".options", "").split(" ")).stream()
                .filter(option -> !option.isBlank()).toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static void awaitReady(ChildProcess child, URI health) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady(health)) {
            if (child.waitFor(LOOK_AGAIN) || System.nanoTime() > end) {
                throw new IOException("the " + child.name() + " did not become ready; its log ends with:\n"
                        + child.tail());
            }
        }
    }

    private static boolean isReady(URI health) {
        try {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What daemons work with; the folder is theirs. */
    record Surroundings(Path work, EmbeddedMariaDb mariaDb, String redisNode) {
        Map<String, String> variables(Account account) {
            return Map.of("WINNOW_DB_HOST", mariaDb.host(), "WINNOW_DB_PORT", Integer.toString(mariaDb.port()),
                    "WINNOW_DB_NAME", EmbeddedMariaDb.DATABASE, "WINNOW_DB_TLS", "disabled", "WINNOW_DB_USERNAME",
                    account.accountName(), "WINNOW_DB_PASSWORD", mariaDb.password(account), "WINNOW_REDIS_NODES",
                    redisNode, "WINNOW_CACHE_DIR", work.resolve("cache").toString(), "WINNOW_DIAGNOSTICS", "on",
                    "WINNOW_DIAGNOSTICS_DIR", work.toString());
        }
    }
}
