package dev.winnow.daemon.waiting;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WaiterTest {
    @Test
    void theFirstAnswerEndsTheWait() throws Exception {
        AtomicInteger tries = new AtomicInteger();

        String answer = new Waiter(Duration.ofSeconds(30), e -> "not yet").await(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("down");
            }
            return "up";
        });
        assertThat(answer).isEqualTo("up");
        assertThat(tries).hasValue(3);
    }

    @Test
    void whenPatienceRunsOutTheReasonIsGiven() {
        assertThatThrownBy(() -> new Waiter(Duration.ZERO, e -> "Redis at x:1 does not answer").await(() -> {
            throw new IllegalStateException("down");
        })).isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageStartingWith("Redis at x:1 does not answer");
    }
}
