package dev.winnow.worker;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to jobs that this worker has no handler for: where another live worker that takes their lane has one, they go back
 * to the queue for it; else they are parked in the ledger until one does. Neither counts as an attempt.
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
        Map<Work, Boolean> elsewhere = new HashMap<>();
        for (HeldJob job : jobs) {
            if (job.settle()) {
                Work work = new Work(job.envelope().type(), job.envelope().priority());
                if (elsewhere.computeIfAbsent(work, this::isHandledElsewhere)) {
                    reports.later(job, FOR_ANOTHER, false);
                } else {
                    outcomes.write(job, new JobEnd.Parked(reason(work)));
                }
            }
        }
    }

    /** Where MySQL does not answer, another one may. */
    private boolean isHandledElsewhere(Work work) {
        try {
            boolean elsewhere = processes.takersOf(work.type(), work.lane()).stream()
                    .anyMatch(process -> !process.equals(identity.owner()));
            LOG.info("Jobs of type '{}' in lane {} have no handler here: they {}.", work.type(), work.lane().code(),
                    elsewhere ? "go back to the queue for another worker" : "are parked until a worker has one");
            return elsewhere;
        } catch (RuntimeException e) {
            LOG.warn("Who else handles jobs of type '{}' cannot be read ({}): they go back to the queue.", work.type(),
                    e.getMessage());
            return true;
        }
    }

    private String reason(Work work) {
        List<String> loaded = plugins.plugins().stream().map(plugin -> plugin.name()).toList();
        String from = plugins.generation().map(generation -> "generation " + generation).orElse("no generation");
        return "no live worker of " + work.lane().code() + " handles jobs of type '" + work.type()
                + "' (asked by the one on " + identity.host() + ", "
                + from + (loaded.isEmpty() ? ", no plugins" : ": " + String.join(", ", loaded))
                + "): the plugin that brings it is missing, broken, or newer than the workers' last start. The job "
                + "waits, and runs when a worker with the plugin has started. Look at Settings, Plugins";
    }

    /** What has to be handled: jobs of this type in this lane. */
    private record Work(String type, Priority lane) {
    }
}
