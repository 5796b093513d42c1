package dev.winnow.daemon.settings;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a worker works.
 *
 * @param lanes what it claims from, never empty
 * @param concurrency how many jobs of any of its lanes it runs at once
 * @param reservedP0 how many p0 jobs it runs on top of that
 * @param drain how long it lets jobs finish when it stops
 * @param lease how long what it holds stays its own without being renewed; a lost worker's jobs run again after it
 * @param unreachable it ends, for its supervisor to start it again, when Redis or MySQL has not answered for this long
 */
public record WorkerSettings(Set<Priority> lanes, int concurrency, int reservedP0, Duration drain,
        Duration lease, Duration unreachable) {
    /** As the variables have them. */
    public static WorkerSettings from(SettingValues values) {
        values.text(Variables.WORKER_QUEUES);
        EnumSet<Priority> lanes = EnumSet.noneOf(Priority.class);
        values.list(Variables.WORKER_QUEUES).forEach(code -> lanes.add(Priority.ofCode(code)));
        int reserved = lanes.contains(Priority.P0) ? values.number(Variables.WORKER_RESERVE_P0) : 0;
        return new WorkerSettings(Collections.unmodifiableSet(lanes), values.number(Variables.WORKER_CONCURRENCY),
                reserved, values.seconds(Variables.WORKER_DRAIN_SECONDS),
                values.seconds(Variables.WORKER_LEASE_SECONDS),
                values.seconds(Variables.WORKER_UNREACHABLE_SECONDS));
    }
}
