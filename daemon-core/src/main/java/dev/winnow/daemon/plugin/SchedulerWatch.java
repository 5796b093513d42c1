package dev.winnow.daemon.plugin;

import dev.winnow.db.process.ProcessRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Decides from the process rows whether what is published now may be loaded. It must not be while a scheduler is about
 * to publish, and a settled row counts only if its process is known to live: one killed with -9 leaves a row that
 * looks live for a while, and a start together with its successor would load what that is about to replace. A process
 * is known to live once its heartbeat was seen to advance, or at once where it runs on this host.
 */
final class SchedulerWatch {
    private static final String KIND = "scheduler";
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final String host;
    private final LongFunction<Optional<Instant>> startOfProcess;
    private final Map<String, Instant> firstHeartbeats = new HashMap<>();

    /**
     * @param host this host's name
     * @param startOfProcess when the process of this host with this pid was started; empty where there is none
     */
    SchedulerWatch(String host, LongFunction<Optional<Instant>> startOfProcess) {
        this.host = host;
        this.startOfProcess = startOfProcess;
    }

    /**
     * Looks at the live rows once more.
     *
     * @return why to wait; empty where there is nothing to wait for
     */
    Optional<String> reasonToWait(List<ProcessRow> live) {
        List<ProcessRow> schedulers = live.stream().filter(row -> row.kind().equals(KIND)).toList();
        schedulers.forEach(row -> firstHeartbeats.putIfAbsent(row.id(), row.heartbeatAt()));
        List<ProcessRow> standing = schedulers.stream().filter(row -> !diedHere(row)).toList();
        if (standing.isEmpty()) {
            return Optional.of("no scheduler runs");
        }
        Optional<ProcessRow> starting = standing.stream().filter(SchedulerWatch::isStarting).findFirst();
        if (starting.isPresent()) {
            return Optional.of("the scheduler on " + starting.get().host() + " is still looking for plugins");
        }
        List<ProcessRow> settled = standing.stream().filter(SchedulerWatch::isSettled).toList();
        if (settled.isEmpty()) {
            return Optional.of("the scheduler on " + standing.getFirst().host() + " is stopping");
        }
        if (settled.stream().noneMatch(row -> isFresh(row) || runsHere(row))) {
            return Optional.of("the scheduler on " + settled.getFirst().host() + " must show a sign of life first");
        }
        return Optional.empty();
    }

    /** It is still looking for plugins. */
    static boolean isStarting(ProcessRow row) {
        return row.state().equals("starting");
    }

    /** It has published what it found. */
    static boolean isSettled(ProcessRow row) {
        return row.state().equals("settled") || row.state().equals("ready");
    }

    private boolean isFresh(ProcessRow row) {
        Instant first = firstHeartbeats.getOrDefault(row.id(), row.heartbeatAt());
        return row.heartbeatAt().isAfter(first);
    }

    private boolean runsHere(ProcessRow row) {
        // The start is compared because pids are given out again, and containers may share a host's name.
        return row.host().equals(host) && startOfProcess.apply(row.pid())
                .filter(start -> Duration.between(start, row.startedAt()).abs().compareTo(SAME_START) < 0).isPresent();
    }

    private boolean diedHere(ProcessRow row) {
        return row.host().equals(host) && !runsHere(row) && !isFresh(row);
    }
}
