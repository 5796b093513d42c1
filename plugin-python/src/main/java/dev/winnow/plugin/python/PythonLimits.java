package dev.winnow.plugin.python;

import java.time.Duration;

/**
 * How long calls into a plugin may take.
 *
 * @param load of all its modules, in another interpreter than the first
 * @param filterCall of a filter
 * @param routeCall of a route
 * @param accountCall of a cloud provider's test or its regions
 * @param jobGrace of a job after it was asked to stop
 * @param unload of its unload() functions
 */
record PythonLimits(Duration load, Duration filterCall, Duration routeCall, Duration accountCall, Duration jobGrace,
        Duration unload) {
    static final PythonLimits USUAL = new PythonLimits(Duration.ofSeconds(30), Duration.ofSeconds(10),
            Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(2));
}
