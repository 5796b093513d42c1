package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Figures;
import dev.winnow.embedded.EmbeddedRedis;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** How long an element takes from LPUSH on one connection to the end of a BRPOP that waits on another one. */
final class RawPop implements AutoCloseable {
    private static final String LIST = "raw:pop";
    private static final String LAST = "last";

    private final RedisClient pusher;
    private final RedisClient popper;
    private final SynchronousQueue<Long> popped = new SynchronousQueue<>();
    private final Thread thread;

    RawPop(EmbeddedRedis server) {
        HostAndPort address = new HostAndPort(server.host(), server.port());
        pusher = RedisClient.builder().hostAndPort(address).build();
        popper = RedisClient.builder().hostAndPort(address).build();
        thread = Thread.ofPlatform().name("raw-pop").start(this::pop);
    }

    /** Microseconds of each of some, with a pause before each. */
    void measure(int times, Duration pause, Figures into) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            long start = System.nanoTime();
            pusher.lpush(LIST, "xxx");
            into.add((popped.take() - start) / 1e3);
        }
    }

    private void pop() {
        try {
            while (!popper.brpop(0, LIST).get(1).equals(LAST)) {
                popped.put(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        pusher.lpush(LIST, LAST);
        thread.join();
        pusher.close();
        popper.close();
    }
}
