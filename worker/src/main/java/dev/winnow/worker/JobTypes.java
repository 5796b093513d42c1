package dev.winnow.worker;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** On handlers whose policy does not count. */
    List<PluginWarning> warnings() {
        return known().warnings();
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
        List<PluginWarning> warnings = new ArrayList<>();
        for (Registered<JobHandler> handler : registry.all(JobHandler.class)) {
            String name = handler.extension().name();
            types.put(name, new JobType(name, handler, policy(handler, warnings), generation));
        }
        return new Known(registry, Map.copyOf(types), List.copyOf(warnings));
    }

    private static JobPolicy policy(Registered<JobHandler> handler, List<PluginWarning> warnings) {
        try {
            return Objects.requireNonNull(handler.extension().policy(), "policy() returned null");
        } catch (RuntimeException | Error e) {
            PluginWarning warning = PluginWarning.of(handler.plugin(),
                    handler.digest().isEmpty() ? null : handler.digest(), WarningCode.EXTENSION_REFUSED,
                    "The policy of the job handler '" + handler.extension().name() + "' of plugin '" + handler.plugin()
                            + "' is refused, its jobs are tried again and may run as is usual: " + Failures.brief(e),
                    "Correct the handler's policy().");
            LOG.warn("{} {}", warning.message(), warning.hint());
            warnings.add(warning);
            return JobPolicy.USUAL;
        }
    }

    /** What was read of a registry. */
    private record Known(PluginRegistry registry, Map<String, JobType> types, List<PluginWarning> warnings) {
    }
}
