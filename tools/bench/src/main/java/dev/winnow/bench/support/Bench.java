package dev.winnow.bench.support;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A benchmark. */
public interface Bench {
    /** What it is run by. */
    String name();

    /** What it measures, one line. */
    String about();

    /**
     * Measures.
     *
     * @param work an empty folder of its own, deleted afterwards
     * @param scale how much; those of plugins know only all of it
     * @param found takes each figure as soon as it is known
     */
    void run(Path work, Scale scale, Consumer<Measure> found) throws Exception;
}
