package dev.winnow.bench.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process. */
final class ProcessFigures {
    /** The kernel's USER_HZ, the same on every architecture that Java runs on. */
    private static final int TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;

    private ProcessFigures() {
    }

    /** Processor time that it has used, in milliseconds, all its threads together. */
    static double cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The program's name is in brackets and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        return ticks * 1000.0 / TICKS_PER_SECOND;
    }
}
