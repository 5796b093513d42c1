package dev.winnow.daemon.service;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WatchdogTest {
    @Test
    void itIsReadFromTheEnvironment() {
        assertThat(Watchdog.of(Map.of("WATCHDOG_USEC", "90000000")::get, 7)).contains(new Watchdog(Duration.ofSeconds(
                90)));
        assertThat(Watchdog.of(Map.of("WATCHDOG_USEC", "90000000", "WATCHDOG_PID", "7")::get, 7)).isPresent();
    }

    @Test
    void oneThatIsMeantForAnotherProcessIsNotOurs() {
        assertThat(Watchdog.of(Map.of("WATCHDOG_USEC", "90000000", "WATCHDOG_PID", "8")::get, 7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "soon", "99999999999999999999"})
    void aMeaninglessTimeIsNone(String text) {
        assertThat(Watchdog.of(Map.of("WATCHDOG_USEC", text)::get, 7)).isEmpty();
    }
}
