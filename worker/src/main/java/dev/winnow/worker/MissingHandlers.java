package dev.winnow.worker;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.process.ProcessTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to jobs that this worker has no handler for: where another live worker has one, they go back to the queue for
 * it; else they are parked in the ledger until one does. Neither counts as an attempt.
 */
final class MissingHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(MissingHandlers.class);
    /** Long enough that a job meant for another worker does not go round and round. */
    private static final Duration FOR_ANOTHER = Duration.ofSeconds(1);

    private final ProcessTable processes;
    private final PluginHost plugins;
    private final Identity identity;
    private final OutcomeWriter outcomes;
    private final QueueReports reports;

    MissingHandlers(ProcessTable processes, PluginHost plugins, Identity identity, OutcomeWriter outcomes,
            QueueReports reports) {
        this.processes = processes;
        this.plugins = plugins;
        this.identity = identity;
        this.outcomes = outcomes;
        this.reports = reports;
    }

    void seeTo(List<HeldJob> jobs) {
        Map<String, Boolean> elsewhere = new HashMap<>();
        for (HeldJob job : jobs) {
            if (job.settle()) {
                if (elsewhere.computeIfAbsent(job.envelope().type(), this::isHandledElsewhere)) {
                    reports.later(job, FOR_ANOTHER, false);
                } else {
                    outcomes.write(job, new JobEnd.Parked(reason(job.envelope().type())));
                }
            }
        }
    }

    /** Where MySQL does not answer, another one may. */
    private boolean isHandledElsewhere(String type) {
        try {
            Set<String> others = Set.copyOf(processes.handlersOf(type));
            boolean elsewhere = others.stream().anyMatch(process -> !process.equals(identity.owner()));
            LOG.info("Jobs of type '{}' have no handler here: they {}.", type, elsewhere
                    ? "go back to the queue for another worker"
                    : "are parked until a worker has one");
            return elsewhere;
        } catch (RuntimeException e) {
            LOG.warn("Who else handles jobs of type '{}' cannot be read ({}): they go back to the queue.", type,
                    e.getMessage());
            return true;
        }
    }

    private String reason(String type) {
        List<String> loaded = plugins.plugins().stream().map(plugin -> plugin.name()).toList();
        String from = plugins.generation().map(generation -> "generation " + generation).orElse("no generation");
        return "no live worker handles jobs of type '" + type + "' (asked by the one on " + identity.host() + ", "
                + from + (loaded.isEmpty() ? ", no plugins" : ": " + String.join(", ", loaded))
                + "): the plugin that brings it is missing, broken, or newer than the workers' last start. The job "
                + "waits, and runs when a worker with the plugin has started. Look at Settings, Plugins";
    }
}
