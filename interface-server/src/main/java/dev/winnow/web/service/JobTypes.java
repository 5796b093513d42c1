package dev.winnow.web.service;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.settings.DiagnosticsSettings;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.JobHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which types of jobs there are: those of workers themselves, and those that plugins registered. */
@Component
class JobTypes {
    /** Workers bring these; the daemons do not see each other's code. */
    private static final List<String> BUILT_IN = List.of("compliance.all", "compliance.insight", "harvest.account",
            "harvest.all", "harvest.region");
    private static final List<String> DIAGNOSTIC = List.of("diagnostic.append", "diagnostic.exit", "diagnostic.fail",
            "diagnostic.noop", "diagnostic.oom", "diagnostic.sleep", "diagnostic.spin");

    private final PluginHost host;
    private final DiagnosticsSettings diagnostics;

    JobTypes(PluginHost host, DiagnosticsSettings diagnostics) {
        this.host = host;
        this.diagnostics = diagnostics;
    }

    /** All, by name. */
    List<JobType> all() {
        List<JobType> types = new ArrayList<>();
        BUILT_IN.forEach(name -> types.add(new JobType(name, "winnow")));
        if (diagnostics.on()) {
            DIAGNOSTIC.forEach(name -> types.add(new JobType(name, "winnow")));
        }
        for (Registered<JobHandler> handler : host.registry().all(JobHandler.class)) {
            if (types.stream().noneMatch(type -> type.name().equals(handler.extension().name()))) {
                types.add(new JobType(handler.extension().name(), handler.plugin()));
            }
        }
        types.sort(Comparator.comparing(JobType::name));
        return types;
    }

    /** Refuses a type that nobody runs. */
    void check(String name) {
        List<String> known = all().stream().map(JobType::name).toList();
        if (!known.contains(name)) {
            String hint = name.startsWith("diagnostic.") && !diagnostics.on()
                    ? "diagnostic jobs are there with WINNOW_DIAGNOSTICS=on only"
                    : Suggestion.of(name, known);
            throw RefusedException.invalid("type", "no job type '" + Shown.of(name) + "' is registered: " + hint);
        }
    }
}
