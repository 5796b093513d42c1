package dev.winnow.queue.redis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** One subscription for the process, in a daemon thread that connects again, with jitter, whenever it is cut off. */
final class Listener implements AutoCloseable {
    /** A cut that nobody tells us of shows by silence; then the subscription is made anew. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int CHANNELS = 2;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final Supplier<UnifiedJedis> connector;
    private final WakeUps ring;
    private final Cancellations cancellations;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean started;
    private @Nullable Subscription current;

    Listener(Supplier<UnifiedJedis> connector, WakeUps ring, Cancellations cancellations) {
        this.connector = connector;
        this.ring = ring;
        this.cancellations = cancellations;
    }

    /** Begins to listen, once. */
    synchronized void start() {
        if (!started) {
            started = true;
            Thread.ofPlatform().daemon().name("queue-listener").start(this::listenUntilClosed);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Subscription subscription = current();
        if (subscription != null) {
            subscription.end();
        }
    }

    private void listenUntilClosed() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (closed.getCount() > 0) {
                boolean heard = listen();
                pause = heard ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                long jittered = ThreadLocalRandom.current().nextLong(pause / 2, pause);
                if (closed.await(jittered, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens until the connection ends; true if it was ever subscribed. */
    private boolean listen() {
        Subscription subscription = new Subscription();
        current(subscription);
        try (UnifiedJedis redis = connector.get()) {
            if (closed.getCount() > 0) {
                redis.subscribe(subscription, Keys.RING, Keys.CANCEL);
            }
        } catch (JedisException e) {
            LOG.debug("the subscription to Redis ended ({}); it is made again, and until then the queue is polled",
                    e.getMessage());
        } finally {
            current(null);
            ring.listening(false);
        }
        return subscription.subscribed;
    }

    private synchronized @Nullable Subscription current() {
        return current;
    }

    private synchronized void current(@Nullable Subscription subscription) {
        current = subscription;
    }

    /** What comes over the channels. */
    private final class Subscription extends JedisPubSub {
        private volatile boolean subscribed;

        @Override
        public void onSubscribe(String channel, int subscribedChannels) {
            if (subscribedChannels == CHANNELS) {
                subscribed = true;
                ring.listening(true);
            }
        }

        @Override
        public void onMessage(String channel, String message) {
            switch (channel) {
                case Keys.RING -> ring.wake();
                case Keys.CANCEL -> cancellations.hear(message);
                default -> LOG.debug("a message on {}, to which nobody listens", channel);
            }
        }

        private void end() {
            try {
                if (isSubscribed()) {
                    unsubscribe();
                }
            } catch (JedisException e) {
                LOG.debug("the subscription had ended already: {}", e.getMessage());
            }
        }
    }
}
