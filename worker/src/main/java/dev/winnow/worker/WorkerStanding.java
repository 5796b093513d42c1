package dev.winnow.worker;

import dev.winnow.daemon.settings.WorkerSettings;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * A worker as its process row shows it.
 *
 * @param lanes for example {@code p0,p1}
 * @param concurrency how many jobs it runs at most, reserved slots included
 * @param unreachable it ends when Redis or MySQL has not answered for this long
 */
record WorkerStanding(String lanes, int concurrency, Duration unreachable) {
    static WorkerStanding of(WorkerSettings settings) {
        String lanes = settings.lanes().stream().sorted().map(Priority::code).collect(Collectors.joining(","));
        return new WorkerStanding(lanes, settings.concurrency() + settings.reservedP0(), settings.unreachable());
    }
}
