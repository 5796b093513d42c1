package dev.winnow.daemon.settings;

import dev.winnow.queue.JobQueue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueueAccessTest {
    @Test
    void sharesAndAKeyAreTaken() {
        try (JobQueue queue = new QueueAccess(Given.environment("WINNOW_QUEUE_SHARES", " 5, 2,100",
                "WINNOW_QUEUE_HMAC_KEY", "0123456789abcdef")).open()) {
            assertThat(queue).isNotNull();
        }
    }

    @Test
    void aLaneWithoutAShareIsMalformed() {
        assertThat(Variables.QUEUE_SHARES.expected().accepts().test("10,3,1")).isTrue();
        assertThat("10,3,0 10,3 1,2,101 1,2,3,4 a,b,c 10,,1 -1,1,1".split(" "))
                .noneMatch(Variables.QUEUE_SHARES.expected().accepts());
    }

    @Test
    void aKeyThatIsTooShortIsRefusedWithoutBeingShown() {
        QueueAccess access = new QueueAccess(Given.environment("WINNOW_QUEUE_HMAC_KEY", "geheim"));
        assertThatThrownBy(access::open).isInstanceOf(SettingsException.class)
                .hasMessageContaining("WINNOW_QUEUE_HMAC_KEY is too short").hasMessageNotContaining("geheim");
    }
}
