package dev.winnow.plugin.loader;

import dev.winnow.plugin.loader.BoundedCall.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a task past its deadline. */
class BoundedSequenceTest {
    @Test
    void aTaskThatIsInterruptedFindsThatItsTurnIsOver() throws Exception {
        Sleeper sleeper = new Sleeper();
        new BoundedSequence<>(Duration.ofMillis(100), List.of(sleeper).iterator()).run();
        assertThat(sleeper.outcome).isInstanceOf(Outcome.Late.class);
        assertThat(sleeper.wasOverWhenInterrupted.get(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Sleeps until it is interrupted; its end takes a while. */
    private static final class Sleeper implements BoundedSequence.Task<String> {
        private final CompletableFuture<Boolean> wasOverWhenInterrupted = new CompletableFuture<>();
        private volatile Outcome<String> outcome = new Outcome.Done<>("not ended");

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public String call() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                wasOverWhenInterrupted.complete(outcome instanceof Outcome.Late);
            }
            return "late";
        }

        @Override
        public void ended(Outcome<String> ended) {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            outcome = ended;
        }

        @Override
        public void late(String value) {
            // Nobody asks for it.
        }
    }
}
