package dev.winnow.queue.redis;

import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobQueueContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract over TLS, each daemon as its own user: what a daemon calls, its user may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedJobQueueIT extends JobQueueContract {
    private GuardedRedis redis;

    @BeforeAll
    void startServer(@TempDir Path folder) throws Exception {
        redis = new GuardedRedis(folder);
    }

    /** Redis keeps what it refused, whoever swallowed the error. */
    @AfterAll
    void nothingWasRefusedAndTheServerStops() {
        try {
            assertThat(redis.server().send("ACL", "LOG")).as("entries of ACL LOG").isEqualTo("0");
        } finally {
            redis.close();
        }
    }

    @Override
    protected JobQueue emptyQueue() {
        redis.server().flush();
        return sameQueue();
    }

    @Override
    protected JobQueue sameQueue() {
        return new DividedQueue(new RedisJobQueue(redis.settings("winnow_scheduler")),
                new RedisJobQueue(redis.settings("winnow_worker")),
                new RedisJobQueue(redis.settings("winnow_interface")));
    }

    @Override
    protected void intrude(String id, String envelope) {
        redis.server().send("RPUSH", "{winnow}:p1", id);
        redis.server().send("HSET", "{winnow}:jobs", id, envelope);
    }
}
