package dev.winnow.bench;

import java.util.concurrent.Callable;

/** How long things take. */
final class Timed {
    private Timed() {
    }

    /** In milliseconds. */
    static double millis(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Microseconds of one of many calls, the first of which do not count. */
    static double microsPerCall(int calls, Callable<?> call) throws Exception {
        for (int i = 0; i < calls / 3; i++) {
            call.call();
        }
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            call.call();
        }
        return (System.nanoTime() - start) / 1e3 / calls;
    }

    /** What may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }
}
