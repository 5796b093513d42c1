package dev.winnow.worker;

import dev.winnow.daemon.settings.WorkerSettings;
import dev.winnow.plugin.spi.Priority;
import java.util.stream.Collectors;

/**
 * A worker as its process row shows it.
 *
 * @param lanes for example {@code p0,p1}
 * @param concurrency how many jobs it runs at most, reserved slots included
 */
record WorkerStanding(String lanes, int concurrency) {
    static WorkerStanding of(WorkerSettings settings) {
        String lanes = settings.lanes().stream().sorted().map(Priority::code).collect(Collectors.joining(","));
        return new WorkerStanding(lanes, settings.concurrency() + settings.reservedP0());
    }
}
