package dev.winnow.cli.bundle;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What another program prints, bounded in time and size. */
final class Output {
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Output() {
    }

    /** All that it printed; empty where it is not there, took too long, or failed without a word. */
    static Optional<String> of(List<String> command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(
                    ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
        } catch (IOException notThere) {
            return Optional.empty();
        }
        // Ends the reading below, which has no time limit of its own.
        Thread guard = Thread.ofVirtual().start(() -> end(process));
        try (InputStream in = process.getInputStream()) {
            String text = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
            process.destroy();
            int code = process.waitFor();
            return text.isBlank() && code != 0 ? Optional.empty() : Optional.of(text);
        } catch (IOException ended) {
            return Optional.empty();
        } finally {
            guard.interrupt();
            process.destroyForcibly();
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException read) {
            Thread.currentThread().interrupt();
        }
    }
}
