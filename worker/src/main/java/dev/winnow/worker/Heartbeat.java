package dev.winnow.worker;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.process.ProcessRegistration;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what this worker holds:
 *
 * <ol>
 * <li>renews its lease at a third of its time; what is lost or called off is stopped
 * <li>has the {@link Warden} look after jobs that should end
 * <li>tells the ledger which jobs run, and again what it did not take
 * <li>says in the process row how the worker stands
 * <li>ends a worker that cannot reach Redis or MySQL for a minute, so that its supervisor starts a fresh one
 * </ol>
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration TELL_EVERY = Duration.ofMillis(250);
    private static final Duration STAND_EVERY = Duration.ofSeconds(1);

    private final LeaseKeeper leases;
    private final Warden warden;
    private final LedgerTurns ledgerTurns;
    private final HeldJobs held;
    private final Connectivity connectivity;
    private final ProcessRegistration process;
    private final DaemonExit exit;
    private final WorkerStanding standing;
    private final ScheduledExecutorService renewing = single("leases");
    private final ScheduledExecutorService watching = single("watch");
    private final ScheduledExecutorService telling = single("ledger");

    Heartbeat(LeaseKeeper leases, Warden warden, LedgerTurns ledgerTurns, HeldJobs held, Connectivity connectivity,
            ProcessRegistration process, DaemonExit exit, WorkerStanding standing) {
        this.leases = leases;
        this.warden = warden;
        this.ledgerTurns = ledgerTurns;
        this.held = held;
        this.connectivity = connectivity;
        this.process = process;
        this.exit = exit;
        this.standing = standing;
    }

    void start() {
        every(renewing, leases.look(), leases::renewWhereDue);
        // Apart from the leases, which may wait for Redis, and from the ledger: deadlines and the exit must not.
        every(watching, LOOK_EVERY, warden::look);
        every(watching, STAND_EVERY, this::stand);
        every(telling, TELL_EVERY, ledgerTurns::take);
    }

    @Override
    public void close() {
        renewing.shutdown();
        watching.shutdown();
        telling.shutdown();
    }

    private void stand() {
        process.worker(standing.lanes(), standing.concurrency(), held.running());
        Duration queueGone = connectivity.queueUnreachableFor();
        Duration ledgerGone = process.unreachableFor();
        if (queueGone.compareTo(standing.unreachable()) > 0 || ledgerGone.compareTo(standing.unreachable()) > 0) {
            String server = queueGone.compareTo(ledgerGone) > 0 ? "Redis" : "MySQL";
            exit.exit(ExitCode.UNREACHABLE, server + " has not answered for " + standing.unreachable().toSeconds()
                    + " s, so this worker can neither take jobs nor record what came of them.");
        }
    }

    private static void every(ScheduledExecutorService scheduler, Duration period, Runnable work) {
        scheduler.scheduleWithFixedDelay(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                // An exception that escapes would end the schedule without a word.
                LOG.error("A heartbeat failed; the next one is in {} ms", period.toMillis(), e);
            }
        }, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService single(String name) {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }
}
