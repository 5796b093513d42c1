package dev.winnow.worker;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what this worker holds:
 *
 * <ol>
 * <li>renews leases at a third of their time; a job whose lease is lost is stopped
 * <li>stops jobs at their deadline
 * <li>says in the process row how the worker stands
 * <li>ends a worker that cannot reach Redis or MySQL for a minute, so that its supervisor starts a fresh one
 * </ol>
 */
final class Heartbeat implements AutoCloseable {
    /** How long a claim holds without being renewed. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration RENEW_EVERY = LEASE.dividedBy(3);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration UNREACHABLE = Duration.ofSeconds(60);

    private final JobQueue queue;
    private final RunningJobs running;
    private final Connectivity connectivity;
    private final ProcessRegistration process;
    private final DaemonExit exit;
    private final InstantSource clock;
    private final WorkerStanding standing;
    private final ScheduledExecutorService leases = single("leases");
    private final ScheduledExecutorService watch = single("watch");

    Heartbeat(JobQueue queue, RunningJobs running, Connectivity connectivity, ProcessRegistration process,
            DaemonExit exit, InstantSource clock, WorkerStanding standing) {
        this.queue = queue;
        this.running = running;
        this.connectivity = connectivity;
        this.process = process;
        this.exit = exit;
        this.clock = clock;
        this.standing = standing;
    }

    void start() {
        every(leases, RENEW_EVERY, this::renew);
        // Apart from the leases, which may wait for Redis: deadlines and the exit must not.
        every(watch, LOOK_EVERY, this::look);
    }

    @Override
    public void close() {
        leases.shutdown();
        watch.shutdown();
    }

    private void renew() {
        List<RunningJob> held = running.all();
        if (held.isEmpty()) {
            return;
        }
        try {
            List<Lease> wanted = held.stream().map(RunningJob::lease).toList();
            Set<Long> lost = queue.renew(process.id(), wanted, LEASE).lost();
            connectivity.queueAnswered();
            held.stream().filter(job -> lost.contains(job.envelope().jobId()))
                    .forEach(job -> job.stop(StopReason.LEASE_LOST));
        } catch (RuntimeException e) {
            connectivity.queueFailed(e);
        }
    }

    private void look() {
        process.worker(standing.lanes(), standing.concurrency(), running.count());
        Instant now = clock.instant();
        running.all().stream().filter(job -> now.isAfter(job.deadline()))
                .forEach(job -> job.stop(StopReason.DEADLINE));
        Duration queueGone = connectivity.queueUnreachableFor();
        Duration ledgerGone = process.unreachableFor();
        if (queueGone.compareTo(UNREACHABLE) > 0 || ledgerGone.compareTo(UNREACHABLE) > 0) {
            String server = queueGone.compareTo(ledgerGone) > 0 ? "Redis" : "MySQL";
            exit.exit(ExitCode.UNREACHABLE, server + " has not answered for " + UNREACHABLE.toSeconds()
                    + " s, so this worker can neither take jobs nor record what came of them.");
        }
    }

    private static void every(ScheduledExecutorService scheduler, Duration period, Runnable work) {
        scheduler.scheduleWithFixedDelay(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                // An exception that escapes would end the schedule without a word.
                LOG.error("A heartbeat failed; the next one is in {} s", period.toSeconds(), e);
            }
        }, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService single(String name) {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }
}
