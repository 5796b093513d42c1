package dev.winnow.daemon.probe;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Threads that were not there before a plugin was loaded and are there after it was unloaded. */
final class LeftThreads {
    private static final Duration PATIENCE = Duration.ofMillis(1_000);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int MOST_NAMES = 10;

    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

    /** Waits a little for those that are about to end; empty where none is left. */
    Optional<PluginWarning> find(MaterialisedPlugin plugin) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> left = names();
        while (!left.isEmpty() && System.nanoTime() < end) {
            // Some end when what they served is collected, such as those of java.net.http.HttpClient.
            System.gc();
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            left = names();
        }
        if (left.isEmpty()) {
            return Optional.empty();
        }
        String more = left.size() > MOST_NAMES ? " and " + (left.size() - MOST_NAMES) + " more" : "";
        return Optional.of(PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.LOAD_THREADS,
                "Plugin '" + plugin.name() + "' leaves threads running after it was loaded and unloaded: "
                        + String.join(", ", left.subList(0, Math.min(left.size(), MOST_NAMES))) + more,
                "Let unload() end what load() starts; background work belongs in jobs and schedules."));
    }

    private List<String> names() {
        return Thread.getAllStackTraces().entrySet().stream().filter(entry -> !before.contains(entry.getKey()))
                .filter(LeftThreads::isForeign).map(entry -> entry.getKey().getName()).sorted().toList();
    }

    /** Whether a plugin's code made it, runs in it, or may come to run in it. */
    private static boolean isForeign(Map.Entry<Thread, StackTraceElement[]> entry) {
        Thread thread = entry.getKey();
        ClassLoader context = thread.getContextClassLoader();
        boolean inherited = context != null && context != ClassLoader.getSystemClassLoader()
                && context != ClassLoader.getPlatformClassLoader();
        return thread.isAlive()
                && (inherited || Places.foreign(Arrays.asList(entry.getValue())).isPresent());
    }
}
