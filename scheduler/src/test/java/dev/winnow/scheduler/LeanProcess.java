package dev.winnow.scheduler;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A {@link LeanScheduler} as a process, and what it says. */
final class LeanProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread reader;

    private LeanProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(() -> {
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("unreadable: " + e.getMessage());
            }
        });
    }

    static LeanProcess start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback-lean.xml", "-cp", System.getProperty("java.class.path"),
                LeanScheduler.class.getName()));
        command.addAll(arguments);
        return new LeanProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Waits for a line that begins so, and takes all before it. */
    String await(String beginning) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> passed = new ArrayList<>();
        while (true) {
            String line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no line '" + beginning + "' but " + passed + ", alive " + process.isAlive());
            }
            if (line.startsWith(beginning)) {
                return line;
            }
            passed.add(line);
        }
    }

    /** Waits until it has published, or found nothing to publish, and has stopped. */
    String awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(reader.join(PATIENCE)).isTrue();
        List<String> said = new ArrayList<>();
        lines.drainTo(said);
        return said.isEmpty() ? "" : said.getLast();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
    }
}
