package dev.winnow.web.service;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.WarningCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells which plugins this interface server runs: those whose files are here and whose load left no failure. */
@Component
class LoadedPlugins {
    private static final Set<WarningCode> FAILURES = EnumSet.of(WarningCode.LOAD_FAILED, WarningCode.LOAD_TIMEOUT,
            WarningCode.LOAD_MISSING_CLASS, WarningCode.LOAD_SYNTAX, WarningCode.LOAD_EXIT, WarningCode.HOST_VERSION,
            WarningCode.DEPENDENCY, WarningCode.DIGEST_MISMATCH);

    private final PluginHost host;
    private final PluginWarnings warnings;
    private final ProcessRegistration registration;

    LoadedPlugins(PluginHost host, PluginWarnings warnings, ProcessRegistration registration) {
        this.host = host;
        this.warnings = warnings;
        this.registration = registration;
    }

    /** As it stands now. */
    Names names() {
        Set<String> failed = warnings.open().stream().filter(this::isFailureHere)
                .map(warning -> warning.warning().plugin()).collect(Collectors.toSet());
        return new Names(host.plugins().stream().filter(plugin -> !failed.contains(plugin.name()))
                .collect(Collectors.toMap(MaterialisedPlugin::name, MaterialisedPlugin::digest)));
    }

    private boolean isFailureHere(RecordedWarning warning) {
        return FAILURES.contains(warning.warning().code())
                && warning.processKind().equals(DaemonKind.INTERFACE_SERVER.code())
                && warning.processHost().equals(registration.host());
    }

    /** Digests by name. */
    record Names(Map<String, String> digests) {
        boolean contains(PublishedPlugin plugin) {
            return plugin.digest() != null && plugin.digest().equals(digests.get(plugin.name()));
        }
    }
}
