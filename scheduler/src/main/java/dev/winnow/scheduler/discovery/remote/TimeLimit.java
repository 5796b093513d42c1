package dev.winnow.scheduler.discovery.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what takes too long, whatever it waits for. It runs in a virtual thread: interrupting one closes the socket that
 * it reads or writes.
 *
 * @param limit for the whole
 */
public record TimeLimit(Duration limit) {
    /**
     * Calls it.
     *
     * @param what begins the sentence about it, for example {@code Reading s3://plugins}
     * @throws IOException from the call, or because it was not done in time
     */
    public <T> T call(String what, Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("plugin-source").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "%s was not done within %d s; 'timeout_seconds' of the source may be raised.".formatted(
                            what, limit.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException(what + " was interrupted.");
            stopped.initCause(e);
            throw stopped;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException problem -> throw problem;
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                case null, default -> throw new IOException(what + " failed: " + e.getCause(), e);
            }
        } finally {
            task.cancel(true);
        }
    }
}
