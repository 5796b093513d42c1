package dev.winnow.daemon.queue;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.QueueUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks at the lanes every ten seconds, and tells from the last five minutes how they move and what workers they want.
 * Safe for use by several threads.
 */
public final class LaneForecasts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneForecasts.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    /** Where no worker of a lane lives: as many as one has unless it is told otherwise. */
    private static final double USUAL_SLOTS = 16;

    private final JobQueue queue;
    private final Supplier<List<ProcessRow>> processes;
    private final ForecastRule rule;
    private final LongSupplier nanoTime;
    private final Deque<LaneSample> samples = new ArrayDeque<>();
    private final Thread sampling = Thread.ofPlatform().daemon().name("lane-forecasts").unstarted(this::sampleOnAndOn);

    /**
     * @param processes those that live
     * @param target how soon what waits shall be drained
     */
    public LaneForecasts(JobQueue queue, Supplier<List<ProcessRow>> processes, Duration target,
            LongSupplier nanoTime) {
        this.queue = queue;
        this.processes = processes;
        this.rule = new ForecastRule(target);
        this.nanoTime = nanoTime;
    }

    /** Begins to look. */
    public void start() {
        sampling.start();
    }

    /** One for each lane, p0 first; empty while the queue has not answered for as long as is looked back. */
    public List<LaneForecast> forecasts() {
        synchronized (samples) {
            forget();
            if (samples.isEmpty()) {
                return List.of();
            }
            List<LaneSample> all = List.copyOf(samples);
            return IntStream.range(0, Priority.values().length).mapToObj(lane -> rule.of(lane, all)).toList();
        }
    }

    /** Looks once; while the queue or the database does not answer, what was seen before stays. */
    void sample() {
        try {
            LaneSample sample = new LaneSample(nanoTime.getAsLong(), queue.lanes(), slots(processes.get()));
            synchronized (samples) {
                if (!samples.isEmpty() && sample.isBehind(samples.getLast())) {
                    samples.clear();
                }
                samples.addLast(sample);
                forget();
            }
        } catch (QueueUnavailableException | DataAccessException | TransactionException e) {
            LOG.debug("The lanes could not be looked at; their forecast is from before.", e);
        }
    }

    private void forget() {
        long oldest = nanoTime.getAsLong() - WINDOW.toNanos();
        while (!samples.isEmpty() && samples.getFirst().nanos() - oldest < 0) {
            samples.removeFirst();
        }
    }

    private static List<Double> slots(List<ProcessRow> processes) {
        return Arrays.stream(Priority.values()).map(lane -> processes.stream()
                .filter(process -> process.kind().equals("worker") && serves(process, lane))
                .mapToInt(ProcessRow::concurrency).average().orElse(USUAL_SLOTS)).toList();
    }

    private static boolean serves(ProcessRow process, Priority lane) {
        return List.of(process.lanes().split(",")).contains(lane.code());
    }

    private void sampleOnAndOn() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sample();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            LOG.debug("The lanes are not looked at any more.");
        }
    }

    @Override
    public void close() {
        sampling.interrupt();
    }

    /** The lanes as they were looked at last; for those who want depth and forecast of one moment. */
    public List<LaneStatus> lastSeen() {
        synchronized (samples) {
            forget();
            return samples.isEmpty() ? List.of() : samples.getLast().lanes();
        }
    }
}
