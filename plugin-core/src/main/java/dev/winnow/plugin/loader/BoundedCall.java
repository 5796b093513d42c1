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
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name(threadName).stackSize(STACK_BYTES).unstarted(() -> {
            try {
                T value = code.call();
                if (!result.complete(value)) {
                    late.accept(value);
                }
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            return new Outcome.Failed<>(e);
        }
        return await(thread, result, deadline);
    }

    private static <T> Outcome<T> await(Thread thread, CompletableFuture<T> result, Duration deadline) {
        try {
            return new Outcome.Done<>(result.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return new Outcome.Failed<>(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return giveUp(thread, result, false);
        } catch (InterruptedException e) {
            return giveUp(thread, result, true);
        }
    }

    private static <T> Outcome<T> giveUp(Thread thread, CompletableFuture<T> result, boolean interrupted) {
        List<StackTraceElement> where = List.of(thread.getStackTrace());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!result.completeExceptionally(new TimeoutException()) && !result.isCompletedExceptionally()) {
            return new Outcome.Done<>(result.resultNow());
        }
        thread.interrupt();
        return new Outcome.Late<>(where);
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
