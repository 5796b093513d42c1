package dev.winnow.checks.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come, and says what did not. */
final class Waiting {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Waiting() {
    }

    static void until(String what, Duration atMost, BooleanSupplier holds) throws InterruptedException {
        until(() -> what, atMost, holds);
    }

    static void until(Supplier<String> what, Duration atMost, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + atMost.toSeconds() + " s this does not hold: " + what.get());
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
