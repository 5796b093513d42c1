package dev.winnow.bench;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A benchmark. */
interface Bench {
    /** What it is run by. */
    String name();

    /** What it measures, one line. */
    String about();

    /**
     * Measures.
     *
     * @param work an empty folder of its own, deleted afterwards
     * @param found takes each figure as soon as it is known
     */
    void run(Path work, Consumer<Measure> found) throws Exception;
}
