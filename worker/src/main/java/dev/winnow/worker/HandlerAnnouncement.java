package dev.winnow.worker;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the ledger which types of jobs this worker has handlers for, and which handlers' policies are wrong: once plugins
 * are loaded, and when that changes.
 */
final class HandlerAnnouncement {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerAnnouncement.class);
    private static final String SCOPE = "policies";

    private final PluginHost plugins;
    private final JobTypes types;
    private final ProcessTable processes;
    private final PluginWarnings warnings;
    private final Identity identity;
    private Set<String> announced = Set.of();
    private @Nullable List<PluginWarning> warned;
    private boolean withdrawn;

    HandlerAnnouncement(PluginHost plugins, JobTypes types, ProcessTable processes, PluginWarnings warnings,
            Identity identity) {
        this.plugins = plugins;
        this.types = types;
        this.processes = processes;
        this.warnings = warnings;
        this.identity = identity;
    }

    /** Where MySQL does not take it, it is said the next time. */
    synchronized void announceChanges() {
        if (withdrawn || !plugins.isLoaded()) {
            return;
        }
        Set<String> names = types.names();
        List<PluginWarning> wrong = types.warnings();
        try {
            if (!names.equals(announced)) {
                processes.handles(identity.owner(), names);
                announced = names;
            }
            if (!wrong.equals(warned)) {
                warnings.replace(DaemonKind.WORKER.code(), identity.host(), SCOPE, wrong);
                warned = wrong;
            }
        } catch (RuntimeException e) {
            LOG.debug("The ledger could not be told yet of {} job types", names.size(), e);
        }
    }

    /** For the end: this worker takes no more jobs. */
    synchronized void withdraw() {
        withdrawn = true;
        if (announced.isEmpty()) {
            return;
        }
        try {
            processes.handles(identity.owner(), Set.of());
        } catch (RuntimeException e) {
            LOG.debug("This worker's job types could not be withdrawn; they do not count once its heartbeat is old", e);
        }
    }
}
