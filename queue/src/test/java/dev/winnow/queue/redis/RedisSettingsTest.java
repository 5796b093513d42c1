package dev.winnow.queue.redis;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RedisSettingsTest {
    @Test
    void thePasswordIsNotInTheText() {
        RedisSettings settings = new RedisSettings(RedisMode.CLUSTER, List.of("a:1", "b:2"), "user", "secret", true,
                null,
                Duration.ofSeconds(1));
        assertThat(settings).hasToString("CLUSTER a:1,b:2 with TLS");
    }

    @Test
    void sentinelsNeedTheMastersName() {
        assertThatThrownBy(() -> new RedisSettings(RedisMode.SENTINEL, List.of("a:1"), null, null, false, " ",
                Duration.ofSeconds(1))).hasMessageContaining("WINNOW_REDIS_SENTINEL_MASTER");
    }
}
