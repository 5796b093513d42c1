package dev.winnow.queue.redis;

import dev.winnow.queue.QueueFullException;
import dev.winnow.queue.QueueUnavailableException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Runs commands and scripts, and says in a sentence what is wrong where Redis does not do as asked. */
final class RedisCommands implements AutoCloseable {
    private final RedisSettings settings;
    private final Supplier<UnifiedJedis> connector;
    private final @Nullable ServerCheck check;
    private final Runnable cutOff;
    private @Nullable UnifiedJedis client;
    private boolean closed;

    /** Takes the server as it is. */
    RedisCommands(RedisSettings settings, Supplier<UnifiedJedis> connector) {
        this(settings, connector, () -> {
        });
    }

    /** @param cutOff is told when the connection was cut; the server is taken as it is */
    RedisCommands(RedisSettings settings, Supplier<UnifiedJedis> connector, Runnable cutOff) {
        this(settings, connector, null, cutOff);
    }

    /** @param check looks at the server now and then */
    RedisCommands(RedisSettings settings, Supplier<UnifiedJedis> connector, ServerCheck check) {
        this(settings, connector, check, check::cutOff);
    }

    private RedisCommands(RedisSettings settings, Supplier<UnifiedJedis> connector, @Nullable ServerCheck check,
            Runnable cutOff) {
        this.settings = settings;
        this.connector = connector;
        this.check = check;
        this.cutOff = cutOff;
    }

    /** Runs a script, which is sent again where Redis has forgotten it. */
    Object run(Script script, Arguments arguments) {
        return call(redis -> {
            ScriptSource source = script.source();
            try {
                return redis.evalsha(source.sha1(), Keys.OF_SCRIPTS, arguments.values());
            } catch (JedisNoScriptException forgotten) {
                return redis.eval(source.text(), Keys.OF_SCRIPTS, arguments.values());
            }
        });
    }

    /** Does this with the client. */
    <T> T call(Function<UnifiedJedis, T> action) {
        return attempt(redis -> {
            if (check != null) {
                check.before(redis);
            }
            return action.apply(redis);
        });
    }

    /** Looks the server over; a {@link dev.winnow.queue.QueueUnfitException} if it is not to be worked with. */
    void examine() {
        attempt(redis -> {
            ServerCheck.examine(redis);
            return redis;
        });
    }

    private <T> T attempt(Function<UnifiedJedis, T> action) {
        UnifiedJedis redis = null;
        try {
            redis = connected();
            return action.apply(redis);
        } catch (JedisConnectionException e) {
            forgetIdleConnections(redis);
            cutOff.run();
            if (root(e) instanceof SSLException || root(e) instanceof GeneralSecurityException) {
                throw unavailable(
                        "does not speak TLS with us, or has a certificate that is not believed (" + rootMessage(e)
                                + ")",
                        "see that WINNOW_REDIS_NODES has the certificate's name, WINNOW_REDIS_TLS_CA the authority "
                                + "that signed it, and that the port is one for TLS",
                        e);
            }
            throw unavailable("cannot be reached (" + rootMessage(e) + ")",
                    "see that it runs and that WINNOW_REDIS_NODES names it", e);
        } catch (JedisAccessControlException e) {
            throw unavailable("refuses to let us in (" + e.getMessage() + ")",
                    "see WINNOW_REDIS_USERNAME and WINNOW_REDIS_PASSWORD", e);
        } catch (JedisDataException e) {
            throw refused(e);
        } catch (JedisException e) {
            throw unavailable("did not answer (" + rootMessage(e) + ")", "see its log", e);
        }
    }

    /** A sentinel client looks for the master when it is made, so that even making one may fail and be tried again. */
    private synchronized UnifiedJedis connected() {
        if (closed) {
            throw new IllegalStateException("the queue has been closed");
        }
        UnifiedJedis redis = client;
        if (redis == null) {
            redis = connector.get();
            client = redis;
        }
        return redis;
    }

    private QueueUnavailableException refused(JedisDataException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        String word = message.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return switch (word) {
            case "OOM" ->
                new QueueFullException("Redis (" + settings + ") is at its maxmemory and takes in no new jobs ("
                        + message + "); raise maxmemory or let the workers drain the queue; the jobs are safe in MySQL",
                        e);
            case "NOAUTH", "WRONGPASS", "NOPERM" -> unavailable("refuses to let us in (" + message + ")",
                    "see WINNOW_REDIS_USERNAME and WINNOW_REDIS_PASSWORD", e);
            case "READONLY" -> unavailable("is a replica (" + message + ")",
                    "name the master in WINNOW_REDIS_NODES, or use WINNOW_REDIS_MODE=sentinel", e);
            case "MOVED" -> unavailable("is a node of a cluster (" + message + ")", "set WINNOW_REDIS_MODE=cluster", e);
            default -> unavailable("refused a command (" + message + ")", "see its log", e);
        };
    }

    private QueueUnavailableException unavailable(String what, String remedy, Exception cause) {
        return new QueueUnavailableException("Redis (" + settings + ") " + what + "; " + remedy, cause);
    }

    /** After a restart of the server each of them would fail once. */
    private static void forgetIdleConnections(@Nullable UnifiedJedis redis) {
        if (redis instanceof RedisClient standalone) {
            standalone.getPool().clear();
        }
    }

    private static String rootMessage(Throwable e) {
        return String.valueOf(root(e).getMessage());
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
    }
}
