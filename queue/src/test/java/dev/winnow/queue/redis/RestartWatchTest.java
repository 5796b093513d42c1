package dev.winnow.queue.redis;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartWatchTest {
    private final RestartWatch watch = new RestartWatch();

    @Test
    void everythingIsInDoubtUntilTheFirstLook() {
        assertThat(watch.isDoubtful(99_000)).isTrue();
        watch.look(server("a", 100, 60));
        assertThat(watch.isDoubtful(40_999)).as("maybe pushed before the server was started").isTrue();
        assertThat(watch.isDoubtful(41_000)).isFalse();
    }

    @Test
    void aCutWithTheSameServerAfterItLeavesAllAsItWas() {
        watch.look(server("a", 100, 60));
        watch.cutOff();
        assertThat(watch.isDoubtful(99_000)).isTrue();
        watch.look(server("a", 120, 80));
        assertThat(watch.isDoubtful(99_000)).isFalse();
    }

    @Test
    void anotherServerHoldsOnlyForSureWhatIsPushedFromThenOn() {
        watch.look(server("a", 100, 60));
        watch.cutOff();
        watch.look(server("b", 120, 5_000));
        assertThat(watch.isDoubtful(119_999)).isTrue();
        assertThat(watch.isDoubtful(120_000)).isFalse();
    }

    @Test
    void whereTheServerDoesNotSayEachCutCounts() {
        watch.look(Map.of());
        assertThat(watch.isDoubtful(2_000)).isFalse();
        watch.cutOff();
        watch.look(Map.of());
        assertThat(watch.isDoubtful(System.currentTimeMillis() - 60_000)).isTrue();
    }

    private static Map<String, String> server(String run, long now, long up) {
        return Map.of("run_id", run, "server_time_usec", now + "000000", "uptime_in_seconds", "" + up, "redis_mode",
                "standalone");
    }
}
