package dev.winnow.checks.faults;

import dev.winnow.queue.JobQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.RedisClient;

/** What is left in Redis when all jobs are finished. */
final class Emptiness {
    /** What is kept beside the jobs: live workers, whose turn it is, counters, the mark, and what is known to be dead. */
    private static final Set<String> KEPT = Set.of("{winnow}:owners", "{winnow}:turns", "{winnow}:counters",
            "{winnow}:mark", "{winnow}:crashed", "{winnow}:dead-letters");

    /** What PTTL says of a key that stays. */
    private static final long FOR_EVER = -1;

    private final Servers servers;
    private final JobQueue queue;

    Emptiness(Servers servers, JobQueue queue) {
        this.servers = servers;
        this.queue = queue;
    }

    /** Empty if nothing is left but what is kept. */
    List<String> leftovers() {
        List<String> left = new ArrayList<>();
        queue.lanes().stream().filter(lane -> lane.depth() + lane.running() + lane.delayed() > 0)
                .forEach(lane -> left.add(lane.toString()));
        try (RedisClient redis = servers.redisClient()) {
            for (String key : redis.keys("*")) {
                if (!KEPT.contains(key) && !isEmptyHash(redis, key) && !isOfWaiters(redis, key)) {
                    left.add(key + " of type " + redis.type(key));
                }
            }
        }
        return left;
    }

    /** One that holds nothing but the entry by which the queue has Redis lay it out for many. */
    private static boolean isEmptyHash(RedisClient redis, String key) {
        return key.startsWith("{winnow}:held:") && redis.hgetAll(key).keySet().equals(Set.of("-"));
    }

    /** Who waits now, and a list that a waiter which is gone has left behind: that one goes by itself. */
    private static boolean isOfWaiters(RedisClient redis, String key) {
        return key.startsWith("{winnow}:idle:") || key.startsWith("{winnow}:hand:") && redis.pttl(key) != FOR_EVER;
    }
}
