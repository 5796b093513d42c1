package dev.winnow.quickstart;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What the person at the terminal reads: a line for each step, with the seconds that it took. */
final class Console {
    private final PrintWriter out;

    Console(PrintWriter out) {
        this.out = out;
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A step that has been done, and how long that took. */
    void done(String what, Duration took) {
        line(String.format(Locale.ROOT, "  %-52s %5.1f s", what, took.toMillis() / 1000.0));
    }

    /** Does this and says so. */
    <T> T step(String what, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        done(what, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }
}
