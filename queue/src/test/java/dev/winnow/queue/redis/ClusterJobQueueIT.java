package dev.winnow.queue.redis;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.EmbeddedServerException;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobQueueContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract on a cluster, of one node: in it a script that touches a second slot, or an undeclared key, fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterJobQueueIT extends JobQueueContract {
    private final EmbeddedRedis server = EmbeddedRedis.builder().setting("cluster-enabled", "yes")
            .setting("cluster-announce-ip", "127.0.0.1").build();

    @BeforeAll
    void makeCluster() throws InterruptedException {
        server.start();
        server.send("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        for (int attempt = 0; !isUp(); attempt++) {
            if (attempt > 100) {
                throw new IllegalStateException("the cluster did not come up");
            }
            Thread.sleep(100);
        }
    }

    private boolean isUp() {
        try {
            server.send("SET", "up", "yes");
            return true;
        } catch (EmbeddedServerException notYet) {
            return false;
        }
    }

    @AfterAll
    void stopCluster() {
        server.close();
    }

    @Override
    protected JobQueue emptyQueue() {
        server.flush();
        return sameQueue();
    }

    @Override
    protected JobQueue sameQueue() {
        return new RedisJobQueue(
                new RedisSettings(RedisMode.CLUSTER, List.of(server.host() + ":" + server.port()), null,
                        null, false, null, Duration.ofSeconds(5)));
    }
}
