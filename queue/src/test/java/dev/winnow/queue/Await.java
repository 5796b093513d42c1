package dev.winnow.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for what comes by itself. */
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private Await() {
    }

    /** Returns when this is so; what it throws until then counts as no. */
    public static void until(String what, Callable<Boolean> isSo) throws InterruptedException {
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

    /** Takes claims from owners whose lease has ended, as many as this, as soon as they have. */
    public static List<JobEnvelope> expired(JobQueue queue, int count, int maxCrashes) throws InterruptedException {
        List<JobEnvelope> expired = new ArrayList<>();
        until(count + " leases have ended", () -> {
            expired.addAll(queue.expireLeases(count, maxCrashes));
            return expired.size() >= count;
        });
        return expired;
    }

    private static AssertionError failed(String what, @Nullable Exception last) {
        return new AssertionError("not within " + LONGEST + ": " + what, last);
    }
}
