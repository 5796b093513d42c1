package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnavailableException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Redis's users may not do, and whom a client does not believe. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisUsersIT {
    private GuardedRedis redis;

    @BeforeAll
    void startServer(@TempDir Path folder) throws Exception {
        redis = new GuardedRedis(folder);
    }

    @AfterAll
    void stopServer() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"winnow_scheduler", "winnow_worker", "winnow_interface"})
    void aDaemonMayNeitherAdministerNorTouchWhatIsOthers(String user) {
        try (UnifiedJedis client = new RedisClients(redis.settings(user)).forCommands()) {
            assertThat(client.ping()).isEqualTo("PONG");
            assertThatThrownBy(client::flushAll).isInstanceOf(JedisDataException.class).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> client.sendCommand(Protocol.Command.CONFIG, "GET", "*"))
                    .hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> client.keys("*")).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> client.rename("{winnow}:p0", "{winnow}:p1")).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> client.hget("somebody:else", "field")).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> client.eval("return redis.call('GET', 'somebody:else')"))
                    .hasMessageFindingMatch("can't run this command|ACL failure|NOPERM");
            assertThatThrownBy(() -> client.publish("somebody:else", "message")).hasMessageContaining("NOPERM");
        }
    }

    @Test
    void theInterfaceServerReadsAndRingsAndChangesNothing() {
        try (JobQueue queue = new RedisJobQueue(redis.settings("winnow_interface"))) {
            assertThat(queue.lanes()).hasSize(3);
            queue.ring();
            assertThatThrownBy(() -> queue.push(List.of(
                    new JobEnvelope(1, "test.job", Priority.P0, 1, 0, 0, JobPayload.IN_LEDGER))))
                    .isInstanceOf(QueueUnavailableException.class);
            assertThatThrownBy(() -> queue.pause(EnumSet.allOf(Priority.class), true))
                    .isInstanceOf(QueueUnavailableException.class);
        }
    }

    @Test
    void aWrongPasswordIsNamedAsThat() {
        RedisSettings wrong = new RedisSettings(RedisMode.STANDALONE, redis.settings("x").nodes(), "winnow_worker",
                "wrong", true, null, redis.settings("x").timeout()).trusting(redis.authority());
        try (JobQueue queue = new RedisJobQueue(wrong)) {
            assertThatThrownBy(queue::ping).isInstanceOf(QueueUnavailableException.class)
                    .hasMessageContaining("WINNOW_REDIS_PASSWORD").hasMessageNotContaining("wrong");
        }
    }

    @Test
    void aServerWhoseCertificateNobodyTrustedSignedIsNotBelieved() {
        refused(redis.settings("127.0.0.1", "winnow_worker", null), "WINNOW_REDIS_TLS_CA");
    }

    @Test
    void aServerWhoseCertificateIsForAnotherNameIsNotBelieved() {
        KeyStore trusted = redis.authority();
        refused(redis.settings("localhost", "winnow_worker", trusted), "WINNOW_REDIS_NODES");
    }

    private static void refused(RedisSettings settings, String hint) {
        try (JobQueue queue = new RedisJobQueue(settings)) {
            assertThatThrownBy(queue::ping).isInstanceOf(QueueUnavailableException.class)
                    .hasMessageContaining("certificate").hasMessageContaining(hint);
        }
    }
}
