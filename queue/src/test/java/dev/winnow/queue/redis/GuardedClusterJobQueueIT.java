package dev.winnow.queue.redis;

import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobQueueContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract on a cluster over TLS, each daemon as its own user, as managed clusters are run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedClusterJobQueueIT extends JobQueueContract {
    private RedisCluster cluster;

    @BeforeAll
    void makeCluster(@TempDir Path folder) throws Exception {
        cluster = new RedisCluster(new RedisGuard(folder)).start();
    }

    /** The nodes keep what they refused, whoever swallowed the error. */
    @AfterAll
    void nothingWasRefusedAndTheClusterStops() {
        try {
            assertThat(cluster.refused()).as("entries of ACL LOG").isEmpty();
        } finally {
            cluster.close();
        }
    }

    @Override
    protected JobQueue emptyQueue() {
        cluster.flush();
        return sameQueue();
    }

    @Override
    protected JobQueue sameQueue() {
        return new DividedQueue(new RedisJobQueue(cluster.settings("winnow_scheduler")),
                new RedisJobQueue(cluster.settings("winnow_worker")),
                new RedisJobQueue(cluster.settings("winnow_interface")));
    }

    @Override
    protected void intrude(String id, String envelope) {
        cluster.send("RPUSH", "{winnow}:p1", id);
        cluster.send("HSET", "{winnow}:jobs", id, envelope);
    }
}
