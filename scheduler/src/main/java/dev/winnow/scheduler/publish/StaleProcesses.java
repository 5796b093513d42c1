package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the processes that run other plugins than they would after a restart. */
final class StaleProcesses {
    private final ProcessTable processes;
    private final PluginStore store;

    StaleProcesses(ProcessTable processes, PluginStore store) {
        this.processes = processes;
        this.store = store;
    }

    /** @param target digests by plugin name, as they would be loaded */
    List<ProcessRow> beside(Map<String, String> target) {
        Map<Long, Optional<Map<String, String>>> loaded = new HashMap<>();
        return processes.live().stream().filter(process -> {
            Long generation = process.generation();
            Optional<Map<String, String>> runs = generation == null
                    ? Optional.of(Map.of())
                    : loaded.computeIfAbsent(generation, id -> store.find(id).map(found -> digests(found)));
            return !runs.equals(Optional.of(target));
        }).toList();
    }

    /** What is loaded of a generation. */
    static Map<String, String> digests(@Nullable Generation generation) {
        Map<String, String> digests = new HashMap<>();
        for (PublishedPlugin plugin : generation == null ? List.<PublishedPlugin>of() : generation.plugins()) {
            if (plugin.digest() != null) {
                digests.put(plugin.name(), plugin.digest());
            }
        }
        return digests;
    }
}
