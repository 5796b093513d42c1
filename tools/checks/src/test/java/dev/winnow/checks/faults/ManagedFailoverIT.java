package dev.winnow.checks.faults;

import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As with managed servers: MySQL by verified TLS, Redis by a sentinel that puts a replica in its master's place. Schedulers
 * and workers are processes; the judge reads MySQL only.
 */
class ManagedFailoverIT {
    private static final String BY = "user:failover";
    private static final Duration GOAL = Duration.ofSeconds(15);
    private static final Duration STARTED = Duration.ofMinutes(2);
    private static final Duration DRAINED = Duration.ofSeconds(90);
    private static final int PER_SECOND = 60;

    @TempDir
    private Path folder;

    @Test
    void workersConsumeAgainWithin15SecondsOfTheMastersDeathAndNothingIsLost() throws Exception {
        try (Servers servers = Servers.managed(folder);
                Asker asker = new Asker(servers);
                Fleet fleet = new Fleet(servers, folder)) {
            fleet.want(Role.SCHEDULER, 1);
            fleet.want(Role.WORKER, 2);
            Waiting.until("a scheduler and two workers are at work", STARTED,
                    () -> fleet.atWork(Role.SCHEDULER).size() + fleet.atWork(Role.WORKER).size() == 3);
            Asked asked = loadThatTheMasterDiesIn(servers, asker);
            Waiting.until("all jobs are finished", DRAINED, () -> servers.count("SELECT COUNT(*) FROM job WHERE "
                    + "requested_by LIKE '" + BY
                    + "%' AND state IN ('requested', 'queued', 'running', 'retrying')") == 0);
            Judge.Verdict verdict = new Judge(servers, fleet).judge(BY, asked, true);
            assertThat(verdict.wrong()).isEmpty();
            assertThat(verdict.jobs()).isPositive();
        }
    }

    private static Asked loadThatTheMasterDiesIn(Servers servers, Asker asker) throws Exception {
        Load load = new Load(asker, BY, new Random(7), PER_SECOND, () -> servers.count(
                "SELECT COUNT(*) FROM job WHERE state IN ('requested', 'queued', 'running', 'retrying')"));
        try {
            Waiting.until("work is under way", DRAINED, () -> succeeded(servers, BY) > 200);
            servers.killRedis();
            long killed = System.nanoTime();
            // Asked for when the master is dead: it can only have come by the new one.
            List<Long> after = asker.ask(BY + "-after",
                    List.of(JobRequest.of("diagnostic.noop", Priority.P0, Map.of())));
            load.asked().ids().addAll(after);
            Waiting.until("a job that was asked for after the master's death has run", GOAL,
                    () -> succeeded(servers, BY + "-after") == 1);
            assertThat(servers.hasFailedOver()).isTrue();
            System.out.printf("failover: a job asked for after the master's death had run after %.1f s%n",
                    (System.nanoTime() - killed) / 1e9);
            long then = succeeded(servers, BY);
            Waiting.until("work goes on", DRAINED, () -> succeeded(servers, BY) > then + 200);
        } finally {
            load.close();
        }
        return load.asked();
    }

    private static long succeeded(Servers servers, String by) {
        return servers.count("SELECT COUNT(*) FROM job WHERE state = 'succeeded' AND requested_by = '" + by + "'");
    }
}
