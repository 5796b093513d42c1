package dev.winnow.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A quickstart in a JVM of its own, as the launcher would start it. */
final class RunningQuickstart {
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Void> reading;

    private RunningQuickstart(Process process) {
        this.process = process;
        this.reading = CompletableFuture.runAsync(this::read, Thread::startVirtualThread);
    }

    static RunningQuickstart start(Path home, Path data, int port, Map<String, String> environment, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", QuickstartMain.class.getName(),
                "--data", data.toString(), "--port", Integer.toString(port), "--plugins", home.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WINNOW_HOME", home.toString());
        builder.environment().putAll(environment);
        return new RunningQuickstart(builder.start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (lines) {
                lines.add("(output ended: " + e + ")");
            }
        }
    }

    /** Waits for a line that contains this, and returns it. */
    String await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        synchronized (lines) {
            while (System.nanoTime() < deadline) {
                for (String line : lines) {
                    if (line.contains(text)) {
                        return line;
                    }
                }
                if (reading.isDone()) {
                    break;
                }
                lines.wait(500);
            }
            throw new AssertionError("no line with '" + text + "' in:\n" + String.join("\n", lines));
        }
    }

    String output() {
        reading.join();
        return String.join("\n", lines);
    }

    Process process() {
        return process;
    }

    /** Asks it to end, as Ctrl-C does, and returns the seconds that it took. */
    double terminate() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running 40 s after SIGTERM:\n" + output());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** What the pid files name, alive or not. */
    static List<Long> pids(Path data) throws IOException {
        List<Long> pids = new ArrayList<>();
        for (String name : Stack.ORDER) {
            pids.add(Long.parseLong(Files.readString(data.resolve("pids/" + name + ".pid")).strip()));
        }
        return pids;
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
