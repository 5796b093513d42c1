package dev.winnow.bench.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Redis's own tool, as Debian's package redis-tools brings it. */
record RedisBenchmark(int port) implements RawRedis {
    private static final String PROGRAM = "redis-benchmark";

    static boolean isInstalled() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    @Override
    public String tool() {
        return PROGRAM;
    }

    @Override
    public double perSecond(int times, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(PROGRAM, "-h", "127.0.0.1", "-p", Integer.toString(port), "-c",
                Integer.toString(CONNECTIONS), "-P", Integer.toString(PIPELINE), "-n", Integer.toString(times),
                "--csv"));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> output = process.inputReader().lines().toList();
        int exit = process.waitFor();
        String[] figures = output.isEmpty() ? new String[0] : output.getLast().split("\",\"", -1);
        if (exit != 0 || figures.length < 2) {
            throw new IOException(String.join(" ", line) + " ended with " + exit + " and said " + output);
        }
        return Double.parseDouble(figures[1]);
    }
}
