package dev.winnow.daemon.progress;

import java.time.Duration;

/**
 * Whether a daemon's work goes on: each loop that it cannot do without has a bean of it. The watchdog is fed while all go
 * round; an outage of MySQL or Redis that the loop notices and lives with is no standstill.
 */
@FunctionalInterface
public interface Progress {
    /** How long ago the loop last went round, whether what it tried succeeded or was refused. */
    Duration idle();
}
