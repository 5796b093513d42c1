package dev.winnow.bench.support;

import java.util.concurrent.Callable;

/** How long things take. */
public final class Timed {
    private Timed() {
    }

    /** In milliseconds. */
    public static double millis(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Microseconds of one of many calls, the first of which do not count. */
    public static double microsPerCall(int calls, Callable<?> call) throws Exception {
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
    public interface Work {
        void run() throws Exception;
    }
}
