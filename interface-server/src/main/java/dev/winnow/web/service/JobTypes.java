package dev.winnow.web.service;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.settings.DiagnosticsSettings;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.JobHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which types of jobs there are: those that live workers say they have handlers for. */
@Component
class JobTypes {
    /** A bulk request asks for thousands of jobs, all of a few types. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int LONGEST = 100;

    private final PluginHost host;
    private final ProcessTable processes;
    private final DiagnosticsSettings diagnostics;
    private final InstantSource clock;
    private volatile @Nullable Seen seen;

    JobTypes(PluginHost host, ProcessTable processes, DiagnosticsSettings diagnostics, InstantSource clock) {
        this.host = host;
        this.processes = processes;
        this.diagnostics = diagnostics;
        this.clock = clock;
    }

    /** All, by name; none while no worker is alive and has its handlers. */
    List<JobType> all() {
        Map<String, String> plugins = host.registry().all(JobHandler.class).stream()
                .collect(Collectors.toMap(handler -> handler.extension().name(), Registered::plugin,
                        (first, second) -> first));
        return handled().stream().map(name -> new JobType(name, plugins.getOrDefault(name, "winnow"))).toList();
    }

    /**
     * Why a job of this type should not be taken. While no worker is alive nobody can say which types there are: then
     * every type is taken, and the job waits for a worker that has a handler.
     */
    Optional<String> problem(String name) {
        if (name.length() > LONGEST || name.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("'type' must have 1 to " + LONGEST + " characters, without control characters");
        }
        Set<String> handled = handled();
        if (handled.isEmpty() || handled.contains(name)) {
            return Optional.empty();
        }
        String hint = name.startsWith("diagnostic.") && !diagnostics.on()
                ? "diagnostic jobs are there with WINNOW_DIAGNOSTICS=on only"
                : Suggestion.of(name, handled);
        return Optional.of("no live worker has a handler for job type '" + Shown.of(name) + "': " + hint
                + ". To have it wait for one, ask with force.");
    }

    private Set<String> handled() {
        Seen last = seen;
        Instant now = clock.instant();
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            last = new Seen(new TreeSet<>(processes.handledTypes()), now);
            seen = last;
        }
        return last.types();
    }

    private record Seen(Set<String> types, Instant at) {
    }
}
