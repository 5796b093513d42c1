package dev.winnow.web.security;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignInThrottleTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SignInThrottle throttle = new SignInThrottle(now::get);

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(name, address);
        }
    }

    @Test
    void aFewFailuresAreFree() {
        fail("kim", "10.0.0.1", 4);

        assertThat(throttle.wait("kim", "10.0.0.1")).isEmpty();
    }

    @Test
    void eachFurtherFailureDoublesTheWaitUpToFiveMinutes() {
        fail("kim", "10.0.0.1", 5);
        assertThat(throttle.wait("kim", "10.0.0.1")).contains(Duration.ofSeconds(1));
        fail("kim", "10.0.0.1", 2);
        assertThat(throttle.wait("kim", "10.0.0.1")).contains(Duration.ofSeconds(4));
        fail("kim", "10.0.0.1", 30);
        assertThat(throttle.wait("kim", "10.0.0.1")).contains(Duration.ofMinutes(5));
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(5)));
        assertThat(throttle.wait("kim", "10.0.0.1")).isEmpty();
    }

    @Test
    void anotherAddressIsNotToBlame() {
        fail("kim", "10.0.0.1", 20);

        assertThat(throttle.wait("kim", "10.0.0.2")).isEmpty();
        assertThat(throttle.wait("lee", "10.0.0.1")).isEmpty();
    }

    @Test
    void anAddressThatTriesManyNamesMustWait() {
        for (int i = 0; i < 40; i++) {
            throttle.failed("name" + i, "10.0.0.1");
        }

        assertThat(throttle.wait("somebody else", "10.0.0.1")).isPresent();
        assertThat(throttle.wait("somebody else", "10.0.0.2")).isEmpty();
    }

    @Test
    void aSuccessClearsTheName() {
        fail("kim", "10.0.0.1", 9);
        throttle.succeeded("kim", "10.0.0.1");

        assertThat(throttle.wait("kim", "10.0.0.1")).isEmpty();
    }

    @Test
    void memoryIsBounded() {
        fail("first", "10.0.0.1", 9);
        for (int i = 0; i < 30_000; i++) {
            throttle.failed("name", "address" + i);
        }

        assertThat(throttle.wait("first", "10.0.0.1")).isEmpty();
    }
}
