package dev.winnow.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedRedisIT {
    @TempDir
    Path folder;

    @Test
    void keptDataAreThereAtTheSecondStart() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().dataFolder(folder.resolve("redis")).start()) {
            server.send("SET", "key", "value");
            int port = server.port();
            server.stop();
            server.start();
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.send("STRLEN", "key")).isEqualTo("5");
        }
    }

    @Test
    void aPasswordIsAskedForAndNotOnTheCommandLine() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().password("open-sesame").start()) {
            assertThat(server.send("PING")).isEqualTo("PONG");
            String line = ProcessHandle.of(server.pid()).orElseThrow().info().commandLine().orElse("");
            assertThat(line).contains("redis-server").doesNotContain("sesame");
            try (RedisClient stranger = RedisClient.create("redis://127.0.0.1:" + server.port())) {
                assertThatThrownBy(stranger::ping).hasMessageContaining("NOAUTH");
            }
        }
    }

    @Test
    void flushForgetsEverything() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().start()) {
            server.send("SET", "key", "value");
            server.flush();
            assertThat(server.send("DBSIZE")).isEqualTo("0");
        }
    }

    @Test
    void atItsLimitItRefusesWrites() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().maxMemory("1mb", "noeviction").start()) {
            assertThatThrownBy(() -> server.send("SET", "key", "x".repeat(1_000_000))).hasMessageContaining("OOM");
        }
    }

    @Test
    void aTakenPortIsAnErrorWithTheEndOfTheLog() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedRedis server = EmbeddedRedis.builder().port(taken.getLocalPort()).build()) {
            assertThatThrownBy(server::start).isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use");
        }
    }
}
