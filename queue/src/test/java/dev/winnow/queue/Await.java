package dev.winnow.queue.redis;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for what comes by itself. */
final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private Await() {
    }

    /** Returns when this is so; what it throws until then counts as no. */
    static void until(String what, Callable<Boolean> isSo) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            last = null;
            try {
                if (isSo.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        throw failed(what, last);
    }

    private static AssertionError failed(String what, @Nullable Exception last) {
        return new AssertionError("not within " + LONGEST + ": " + what, last);
    }
}
