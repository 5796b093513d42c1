package dev.winnow.daemon.process;

import org.jspecify.annotations.Nullable;

/** What changes in a process row. */
record Standing(String state, boolean leading, @Nullable Long generation, String lanes, int concurrency, int running) {
    static final Standing STARTING = new Standing("starting", false, null, "", 0, 0);

    Standing withState(String value) {
        return new Standing(value, leading, generation, lanes, concurrency, running);
    }

    Standing withLeading(boolean value) {
        return new Standing(state, value, generation, lanes, concurrency, running);
    }

    Standing withGeneration(long value) {
        return new Standing(state, leading, value, lanes, concurrency, running);
    }

    Standing withWorker(String newLanes, int newConcurrency, int nowRunning) {
        return new Standing(state, leading, generation, newLanes, newConcurrency, nowRunning);
    }
}
