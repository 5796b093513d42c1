package dev.winnow.scheduler.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last lines that a process printed. */
final class LastWords {
    private static final int MOST_LINES = 40;
    private static final int LONGEST = 300;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        lines.addLast(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...");
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
        }
    }

    synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /** The latest line with this in it. */
    Optional<String> with(String part) {
        return all().reversed().stream().filter(line -> line.contains(part)).findFirst();
    }
}
