package dev.winnow.web.service;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.registry.PluginWarning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Holds what processes run against what is published. */
@Service
public class DriftService {
    private final PluginStore store;
    private final ProcessTable processes;
    private final PluginWarnings warnings;

    DriftService(PluginStore store, ProcessTable processes, PluginWarnings warnings) {
        this.store = store;
        this.processes = processes;
        this.warnings = warnings;
    }

    /** As it stands now. */
    public PluginDrift drift() {
        Optional<Generation> current = store.current();
        Long id = current.map(Generation::id).orElse(null);
        List<ProcessRow> live = processes.live();
        List<RecordedWarning> open = warnings.open();
        Generations generations = new Generations(current);
        List<PluginDrift.Running> running = live.stream().map(process -> new PluginDrift.Running(process,
                generations.of(process).map(Generation::contentDigest).orElse(null),
                id != null && !id.equals(process.generation()),
                open.stream().filter(warning -> LoadFailures.isOne(warning, process.kind(), process.host()))
                        .map(RecordedWarning::warning).toList()))
                .toList();
        // One that has loaded nothing yet is starting.
        List<ProcessRow> behind = running.stream().filter(PluginDrift.Running::behind)
                .map(PluginDrift.Running::process).filter(process -> process.generation() != null).toList();
        return new PluginDrift(id, current.map(Generation::contentDigest).orElse(null), running,
                behind.isEmpty() ? null : RestartCommands.of(behind, live));
    }

    /** What to paste to restart everything that runs. */
    public RestartCommands restartAll() {
        return RestartCommands.all(processes.live());
    }

    /** What to paste to restart those that started before then, as for settings that changed; empty where none did. */
    public Optional<RestartCommands> restartBefore(Instant then) {
        List<ProcessRow> live = processes.live();
        List<ProcessRow> older = live.stream().filter(process -> process.startedAt().isBefore(then)).toList();
        return older.isEmpty() ? Optional.empty() : Optional.of(RestartCommands.of(older, live));
    }

    /** Where a plugin runs: each live process with the content it has of it. */
    public List<PluginPlace> places(String plugin) {
        Generations generations = new Generations(store.current());
        List<RecordedWarning> open = warnings.open(plugin);
        List<PluginPlace> places = new ArrayList<>();
        for (ProcessRow process : processes.live()) {
            String digest = generations.of(process).flatMap(generation -> generation.plugins().stream()
                    .filter(candidate -> candidate.name().equals(plugin)).findFirst())
                    .map(PublishedPlugin::digest).orElse(null);
            List<PluginWarning> failures = open.stream()
                    .filter(warning -> LoadFailures.isOne(warning, process.kind(), process.host()))
                    .map(RecordedWarning::warning).toList();
            places.add(new PluginPlace(process, digest, failures));
        }
        return places;
    }

    /** Generations that processes loaded, each read once. */
    private final class Generations {
        private final Map<Long, Optional<Generation>> known = new HashMap<>();

        Generations(Optional<Generation> current) {
            current.ifPresent(generation -> known.put(generation.id(), current));
        }

        Optional<Generation> of(ProcessRow process) {
            Long id = process.generation();
            return id == null ? Optional.empty() : known.computeIfAbsent(id, store::find);
        }
    }
}
