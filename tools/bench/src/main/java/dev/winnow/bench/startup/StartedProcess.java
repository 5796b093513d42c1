package dev.winnow.bench.startup;

import dev.winnow.bench.support.ResidentMemory;
import dev.winnow.embedded.ChildProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A process from its start on, and how long it took until it answered that it is ready. */
final class StartedProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    /** What ends is told to write its recorded start, which takes a JVM of its own. */
    private static final Duration STOP = Duration.ofMinutes(3);
    private static final int SERVER_ERROR = 500;

    private final ChildProcess process;
    private final Instant begun;
    private final double readyMillis;

    private StartedProcess(ChildProcess process, Instant begun, double readyMillis) {
        this.process = process;
        this.begun = begun;
        this.readyMillis = readyMillis;
    }

    /**
     * Starts one and waits for it.
     *
     * @param environment as of {@link ChildProcess#start}
     * @param url answers with less than 500 once it is ready
     */
    static StartedProcess start(String name, List<String> command, Map<String, String> environment, Path work, URI url)
            throws IOException, InterruptedException {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        ChildProcess process = ChildProcess.start(name, command, environment, work, work.resolve(name + ".log"));
        while (!isReady(url)) {
            if (process.waitFor(LOOK_AGAIN) || System.nanoTime() - begun > START.toNanos()) {
                throw new IOException(name + " did not become ready; its log ends with:\n" + process.tail());
            }
        }
        return new StartedProcess(process, at, (System.nanoTime() - begun) / 1e6);
    }

    double readyMillis() {
        return readyMillis;
    }

    /** When a daemon's log says this since its start; empty where it has not yet. Earlier starts wrote to the same log. */
    OptionalDouble millisUntil(String words) throws IOException {
        return Files.readAllLines(process.log()).stream().filter(each -> each.contains(words))
                .mapToDouble(line -> Duration.between(begun, Instant.parse(line.substring(0, line.indexOf(' '))))
                        .toMillis())
                .filter(millis -> millis >= 0).findFirst();
    }

    /** Its resident memory in MiB. */
    double residentMib() throws IOException {
        return ResidentMemory.mib(process.pid());
    }

    /** The options that its JVM was given, up to what is run. */
    List<String> jvmOptions() throws IOException {
        List<String> options = new ArrayList<>();
        for (String word : Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")).split("\0")) {
            if (word.equals("-jar")) {
                break;
            }
            options.add(word);
        }
        return options.subList(1, options.size());
    }

    private static boolean isReady(URI url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            try {
                return connection.getResponseCode() < SERVER_ERROR;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.stop(STOP);
    }
}
