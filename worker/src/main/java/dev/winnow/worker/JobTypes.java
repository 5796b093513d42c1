package dev.winnow.worker;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job types that this worker has handlers for, looked up anew when other plugins were loaded. */
final class JobTypes {
    private static final Logger LOG = LoggerFactory.getLogger(JobTypes.class);

    private final PluginHost plugins;
    private volatile @Nullable Known known;

    JobTypes(PluginHost plugins) {
        this.plugins = plugins;
    }

    /** How jobs of this type are run; null if no loaded plugin says so. */
    @Nullable
    JobType find(String name) {
        return known().types().get(name);
    }

    /** All names. */
    Set<String> names() {
        return known().types().keySet();
    }

    private Known known() {
        Known current = known;
        PluginRegistry registry = plugins.registry();
        if (current == null || current.registry() != registry) {
            current = read(registry);
            known = current;
        }
        return current;
    }

    private Known read(PluginRegistry registry) {
        Long generation = plugins.generation().orElse(null);
        Map<String, JobType> types = new HashMap<>();
        for (Registered<JobHandler> handler : registry.all(JobHandler.class)) {
            String name = handler.extension().name();
            types.put(name, new JobType(name, handler, policy(handler), generation));
        }
        return new Known(registry, Map.copyOf(types));
    }

    private static JobPolicy policy(Registered<JobHandler> handler) {
        try {
            return handler.extension().policy();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The handler of {} jobs of plugin '{}' does not say how they are tried again ({}): as usual.",
                    handler.extension().name(), handler.plugin(), e.toString());
            return JobPolicy.USUAL;
        }
    }

    /** What was read of a registry. */
    private record Known(PluginRegistry registry, Map<String, JobType> types) {
    }
}
