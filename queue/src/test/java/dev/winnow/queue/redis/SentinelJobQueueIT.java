package dev.winnow.queue.redis;

import dev.winnow.embedded.testing.WatchedRedis;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobQueueContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a master that a sentinel names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentinelJobQueueIT extends JobQueueContract {
    /** No test here is about the death of a master: one that a busy machine lets wait is not to be replaced. */
    private static final Duration NEVER = Duration.ofHours(1);

    private WatchedRedis servers;

    @BeforeAll
    void startServers(@TempDir Path folder) throws Exception {
        servers = new WatchedRedis(folder, NEVER).start();
    }

    @AfterAll
    void stopServers() {
        servers.close();
    }

    @Override
    protected JobQueue emptyQueue() {
        servers.master().flush();
        return sameQueue();
    }

    @Override
    protected JobQueue sameQueue() {
        return new RedisJobQueue(Sentinels.settings(servers));
    }

    @Override
    protected void intrude(String id, String envelope) {
        servers.master().send("RPUSH", "{winnow}:p1", id);
        servers.master().send("HSET", "{winnow}:jobs", id, envelope);
    }
}
