package dev.winnow.queue.redis;

import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobQueueContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract on a cluster of three: in it a script that touches a second slot, or an undeclared key, fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterJobQueueIT extends JobQueueContract {
    private final RedisCluster cluster = new RedisCluster();

    @BeforeAll
    void makeCluster() throws InterruptedException {
        cluster.start();
    }

    @AfterAll
    void stopCluster() {
        cluster.close();
    }

    @Override
    protected JobQueue emptyQueue() {
        cluster.flush();
        return sameQueue();
    }

    @Override
    protected JobQueue sameQueue() {
        return new RedisJobQueue(cluster.settings());
    }

    @Override
    protected void intrude(String id, String envelope) {
        cluster.send("RPUSH", "{winnow}:p1", id);
        cluster.send("HSET", "{winnow}:jobs", id, envelope);
    }
}
