package dev.winnow.queue.redis;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;

/** A guarded Redis. */
final class GuardedRedis implements AutoCloseable {
    private final RedisGuard guard;
    private final EmbeddedRedis redis;
    private final int tlsPort = FreePort.any();

    GuardedRedis(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        guard = new RedisGuard(folder);
        redis = guard.guard(EmbeddedRedis.builder(), tlsPort).start();
    }

    KeyStore authority() {
        return guard.authority();
    }

    EmbeddedRedis server() {
        return redis;
    }

    RedisSettings settings(String user) {
        return settings("127.0.0.1", user, authority());
    }

    RedisSettings settings(String host, String user, @Nullable KeyStore trusted) {
        return RedisGuard.settings(RedisMode.STANDALONE, host + ":" + tlsPort, user, trusted);
    }

    @Override
    public void close() {
        redis.close();
    }
}
