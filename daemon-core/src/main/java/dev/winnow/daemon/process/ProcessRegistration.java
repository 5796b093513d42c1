package dev.winnow.daemon.process;

import dev.winnow.daemon.progress.Rounds;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps this process's row: written at start as {@code starting}, with a heartbeat every 5 s, removed at stop, after
 * everything else of the daemon has stopped. Survives outages of MySQL: the row is written again when it is back.
 */
public class ProcessRegistration implements SmartLifecycle {
    /** How often the row is renewed. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration REMOVAL = Duration.ofSeconds(3);
    /** Begins before whatever else has a lifecycle, and so ends after it. */
    public static final int PHASE = Integer.MIN_VALUE + 1000;

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRegistration.class);

    private final ProcessIdentity identity;
    private final ProcessTable table;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds(System::nanoTime);
    private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.STARTING);
    private final AtomicReference<@Nullable Instant> unreachableSince = new AtomicReference<>();
    /** Set while registered. Writes are made under this object's lock and look first, so that none brings a removed row back. */
    private volatile @Nullable ScheduledExecutorService heartbeat;

    public ProcessRegistration(ProcessIdentity identity, ProcessTable table, InstantSource clock) {
        this.identity = identity;
        this.table = table;
        this.clock = clock;
    }

    /** A UUID, new at every start: the owner in leases and attempts. */
    public String id() {
        return identity.id();
    }

    /** The host's name. */
    public String host() {
        return identity.host();
    }

    /** {@code scheduler}, {@code worker} or {@code interface-server}. */
    public String kind() {
        return identity.kind();
    }

    /** Sets the state and writes it at once: {@code starting}, {@code settled}, {@code ready}, {@code draining}. */
    public void state(String state) {
        update(old -> old.withState(state));
    }

    /** Sets whether it leads; written at once. */
    public void leading(boolean leading) {
        update(old -> old.withLeading(leading));
    }

    /** Sets the loaded generation; written at once. */
    public void generation(long generation) {
        update(old -> old.withGeneration(generation));
    }

    /** Sets how a worker stands; written with the next heartbeat. Never waits for MySQL. */
    public void worker(String lanes, int concurrency, int running) {
        standing.updateAndGet(old -> old.withWorker(lanes, concurrency, running));
    }

    /** For how long MySQL has not taken the row; zero while it does. */
    public Duration unreachableFor() {
        Instant since = unreachableSince.get();
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** How long ago a heartbeat was last tried to its end. */
    public Duration idle() {
        return rounds.idle();
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("process-heartbeat").factory());
        heartbeat = started;
        save();
        long period = HEARTBEAT.toMillis();
        started.scheduleWithFixedDelay(this::save, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = heartbeat;
        if (stopping == null) {
            return;
        }
        heartbeat = null;
        // No other round begins; one that waits for MySQL holds this up for a moment at most.
        Future<?> removal = stopping.submit(this::remove);
        stopping.shutdown();
        try {
            removal.get(REMOVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("This process's row could not be removed ({}): it counts as live for another {} s.",
                    e instanceof TimeoutException ? "MySQL does not answer" : reason(e),
                    ProcessTable.DEAD_AFTER.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void remove() {
        table.remove(identity.id());
    }

    @Override
    public boolean isRunning() {
        return heartbeat != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void update(UnaryOperator<Standing> change) {
        standing.updateAndGet(change);
        save();
    }

    private synchronized void save() {
        if (heartbeat == null) {
            return;
        }
        try {
            table.save(row());
            if (unreachableSince.getAndSet(null) != null) {
                LOG.info("MySQL takes this process's heartbeat again.");
            }
        } catch (RuntimeException e) {
            if (unreachableSince.compareAndSet(null, clock.instant())) {
                LOG.warn("MySQL does not take this process's heartbeat ({}): after {} s it counts as dead for others. "
                        + "Trying again every {} s.", reason(e), ProcessTable.DEAD_AFTER.toSeconds(),
                        HEARTBEAT.toSeconds());
            }
        }
        rounds.done();
    }

    private ProcessRow row() {
        Standing now = standing.get();
        return new ProcessRow(identity.id(), identity.kind(), identity.host(), identity.pid(), identity.version(),
                now.state(), now.leading(), now.generation(), now.lanes(), now.concurrency(), now.running(),
                identity.managementPort(), identity.startedAt(), clock.instant());
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.getClass().getSimpleName());
    }
}
