package dev.winnow.web.service;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells which plugins this interface server runs: those whose files are here and whose load left no failure. */
@Component
class LoadedPlugins {
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
        return LoadFailures.isOne(warning, DaemonKind.INTERFACE_SERVER.code(), registration.host());
    }

    /** Digests by name. */
    record Names(Map<String, String> digests) {
        boolean contains(PublishedPlugin plugin) {
            return plugin.digest() != null && plugin.digest().equals(digests.get(plugin.name()));
        }
    }
}
