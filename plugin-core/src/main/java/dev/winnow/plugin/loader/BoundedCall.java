package dev.winnow.plugin.loader;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Calls code that nobody vouches for, on a thread of its own, and waits no longer than a deadline. */
final class BoundedCall {
    /** Enough for deep but finite recursion, such as an interpreter's. */
    static final long STACK_BYTES = 16L * 1024 * 1024;

    private BoundedCall() {
    }

    /**
     * What came of it. A call past its deadline is interrupted and left behind as a daemon thread.
     *
     * @param late takes a result that comes after the deadline
     */
    static <T> Outcome<T> call(String threadName, Duration deadline, Callable<T> code, Consumer<T> late) {
        // Never completed exceptionally: the future would ask the throwable for its text, here and for as long as it likes.
        CompletableFuture<Outcome<T>> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name(threadName).stackSize(STACK_BYTES).unstarted(() -> {
            Outcome<T> outcome = outcome(code);
            if (!result.complete(outcome) && outcome instanceof Outcome.Done<T>(T value)) {
                late.accept(value);
            }
        });
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            return new Outcome.Failed<>(e);
        }
        return await(thread, result, deadline);
    }

    private static <T> Outcome<T> outcome(Callable<T> code) {
        try {
            return new Outcome.Done<>(code.call());
        } catch (Throwable e) {
            return new Outcome.Failed<>(e);
        }
    }

    private static <T> Outcome<T> await(Thread thread, CompletableFuture<Outcome<T>> result, Duration deadline) {
        try {
            return result.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call ended in a way that none can", e);
        } catch (TimeoutException e) {
            return giveUp(thread, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp(thread, result);
        }
    }

    private static <T> Outcome<T> giveUp(Thread thread, CompletableFuture<Outcome<T>> result) {
        Outcome<T> late = new Outcome.Late<>(List.of(thread.getStackTrace()));
        if (!result.complete(late)) {
            return result.resultNow();
        }
        thread.interrupt();
        return late;
    }

    /** What came of a call. */
    sealed interface Outcome<T> {
        /** It returned. */
        record Done<T>(T value) implements Outcome<T> {
        }

        /** It threw. */
        record Failed<T>(Throwable failure) implements Outcome<T> {
        }

        /** It was not done in time. */
        record Late<T>(List<StackTraceElement> where) implements Outcome<T> {
        }
    }
}
