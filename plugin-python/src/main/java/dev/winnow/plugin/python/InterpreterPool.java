package dev.winnow.plugin.python;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Interpreters of one plugin, each lent to one call at a time and made when all others are lent. One that was stopped
 * or that failed itself is not lent again.
 */
final class InterpreterPool {
    private static final Duration STEP = Duration.ofMillis(500);

    private final int most;
    private final Semaphore permits;
    private final Supplier<Interpreter> maker;
    private final Deque<Interpreter> idle = new ArrayDeque<>();
    private boolean closed;

    InterpreterPool(int most, Supplier<Interpreter> maker) {
        this.most = most;
        this.permits = new Semaphore(most, true);
        this.maker = maker;
    }

    /** Adds one that is there already. */
    synchronized void add(Interpreter interpreter) {
        idle.push(interpreter);
    }

    /**
     * Lends an interpreter, after a wait if all are lent.
     *
     * @param patienceEnded whether the wait shall be given up
     */
    <T> T use(BooleanSupplier patienceEnded, Function<Interpreter, T> work) {
        acquire(patienceEnded);
        Interpreter interpreter = null;
        boolean sound = false;
        try {
            interpreter = take();
            T result = work.apply(interpreter);
            sound = true;
            return result;
        } catch (PythonException e) {
            sound = !e.error().spoilsInterpreter();
            throw e;
        } catch (IllegalArgumentException e) {
            sound = true;
            throw e;
        } finally {
            giveBack(interpreter, sound);
            permits.release();
        }
    }

    private void acquire(BooleanSupplier patienceEnded) {
        try {
            while (!permits.tryAcquire(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                if (patienceEnded.getAsBoolean()) {
                    throw new IllegalStateException("all " + most + " interpreters of the plugin are busy");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for an interpreter", e);
        }
    }

    private Interpreter take() {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the plugin is unloaded");
            }
            Interpreter free = idle.poll();
            if (free != null) {
                return free;
            }
        }
        return maker.get();
    }

    private void giveBack(@Nullable Interpreter interpreter, boolean sound) {
        if (interpreter == null) {
            return;
        }
        synchronized (this) {
            if (sound && !closed) {
                idle.push(interpreter);
                return;
            }
        }
        interpreter.close();
    }

    /** Lends no more; those that are lent are closed when they come back. */
    void close(Consumer<Interpreter> farewell) {
        Deque<Interpreter> left;
        synchronized (this) {
            closed = true;
            left = new ArrayDeque<>(idle);
            idle.clear();
        }
        for (Interpreter interpreter : left) {
            try {
                farewell.accept(interpreter);
            } finally {
                interpreter.close();
            }
        }
    }
}
