package dev.winnow.plugin.python;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * Makes a call into an interpreter on a thread of its own and stops the interpreter when patience is at an end. So the
 * caller gets its thread back even from code that nothing can interrupt, and may be a virtual thread.
 */
final class CallGuard {
    private static final Duration AFTER_STOP = Duration.ofSeconds(1);

    /** Deep recursion in Python takes several Java frames a call. */
    private static final long STACK_BYTES = 16L * 1024 * 1024;

    private final Interpreter interpreter;
    private final Duration step;
    private final BooleanSupplier patienceEnded;

    /** Asks {@code patienceEnded} again and again, {@code step} after {@code step}, while the call lasts. */
    CallGuard(Interpreter interpreter, Duration step, BooleanSupplier patienceEnded) {
        this.interpreter = interpreter;
        this.step = step;
        this.patienceEnded = patienceEnded;
    }

    /**
     * Makes the call.
     *
     * @throws PythonException what the call throws; of kind STOPPED if it had to be stopped
     */
    <T> T run(Supplier<T> call) {
        Map<String, String> logContext = MDC.getCopyOfContextMap();
        FutureTask<T> task = new FutureTask<>(() -> {
            // What it logs belongs to the job that the caller runs.
            if (logContext != null) {
                MDC.setContextMap(logContext);
            }
            return call.get();
        });
        Thread.ofPlatform().daemon().name("python-call").stackSize(STACK_BYTES).start(task);
        try {
            return result(task);
        } catch (InterruptedException e) {
            interpreter.stop();
            Thread.currentThread().interrupt();
            throw new PythonException(PythonError.stopped("the thread that waited for it was interrupted"));
        }
    }

    private <T> T result(FutureTask<T> task) throws InterruptedException {
        while (true) {
            try {
                return get(task, step);
            } catch (TimeoutException e) {
                if (patienceEnded.getAsBoolean()) {
                    throw stop(task);
                }
            }
        }
    }

    private PythonException stop(FutureTask<?> task) throws InterruptedException {
        interpreter.stop();
        try {
            get(task, AFTER_STOP);
        } catch (TimeoutException | RuntimeException e) {
            // It ended by the stop, or is left behind in an interpreter that nobody uses any more.
        }
        return new PythonException(PythonError.stopped("it was stopped because it ran too long"));
    }

    private static <T> T get(FutureTask<T> task, Duration patience) throws InterruptedException, TimeoutException {
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case PythonException python -> throw python;
                case IllegalArgumentException wrong -> throw wrong;
                case Error error -> throw new IllegalStateException("the interpreter failed with " + error, error);
                case null, default -> throw new IllegalStateException("the interpreter failed: " + e.getCause(), e);
            }
        }
    }
}
