package dev.winnow.bench.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process has resident, by {@code /proc}. */
public final class ResidentMemory {
    /** A daemon's goal: 300 MB. */
    public static final double GOAL_MIB = 300e6 / (1 << 20);

    private ResidentMemory() {
    }

    /** In MiB. */
    public static double mib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
    }
}
