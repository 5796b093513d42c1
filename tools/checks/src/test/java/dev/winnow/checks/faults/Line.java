package dev.winnow.checks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What {@code diagnostic.append} left behind, with the worker that it ran on. */
record Line(Daemon worker, long job, int attempt, boolean isEnd) {
    /** All that a worker's jobs wrote, in order. */
    static List<Line> of(Daemon worker) {
        if (!Files.exists(worker.lines())) {
            return List.of();
        }
        List<Line> all = new ArrayList<>();
        try {
            for (String text : Files.readAllLines(worker.lines())) {
                String[] words = text.split(" ", -1);
                all.add(new Line(worker, Long.parseLong(words[0]), Integer.parseInt(words[1]),
                        words[words.length - 1].equals("end")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }
}
