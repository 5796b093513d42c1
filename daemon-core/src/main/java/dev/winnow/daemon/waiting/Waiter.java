package dev.winnow.daemon.waiting;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again until something answers; says why it waits at once and then every ten seconds, without a stack trace. */
public final class Waiter {
    private static final Logger LOG = LoggerFactory.getLogger(Waiter.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Duration patience;
    private final Function<RuntimeException, String> explain;

    /**
     * @param patience how long to try
     * @param explain says in a sentence, without a full stop, what a failed try means
     */
    public Waiter(Duration patience, Function<RuntimeException, String> explain) {
        this.patience = patience;
        this.explain = explain;
    }

    /**
     * The first result without an exception.
     *
     * @throws StartException as {@link ExitCode#UNREACHABLE} when patience has run out, or whatever one the try threw
     */
    public <T> T await(Supplier<T> attempt) throws InterruptedException {
        long start = System.nanoTime();
        long nextLine = 0;
        while (true) {
            try {
                T result = attempt.get();
                if (nextLine > 0) {
                    LOG.info("It answers now, after {} s.", elapsed(start).toSeconds());
                }
                return result;
            } catch (StartException known) {
                throw known;
            } catch (RuntimeException e) {
                String sentence = explain.apply(e);
                if (elapsed(start).compareTo(patience) >= 0) {
                    throw new StartException(ExitCode.UNREACHABLE,
                            sentence + " (waited " + patience.toSeconds() + " s)", e);
                }
                if (elapsed(start).toNanos() >= nextLine) {
                    LOG.warn("{}; waiting, {} s so far.", sentence, elapsed(start).toSeconds());
                    nextLine = elapsed(start).plus(BETWEEN_LINES).toNanos();
                }
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    private static Duration elapsed(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
