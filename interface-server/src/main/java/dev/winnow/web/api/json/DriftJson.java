package dev.winnow.web.api.json;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.web.service.PluginDrift;
import dev.winnow.web.service.RestartCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which process runs which plugins, against those that are published.
 *
 * @param contentDigest over all plugins of the current generation
 * @param restart what to paste so that those behind load the current generation; absent where none is
 */
public record DriftJson(@Nullable Long currentGeneration, @Nullable String contentDigest, boolean behind,
        List<Process> items, @Nullable RestartCommands restart) {
    public static DriftJson of(PluginDrift drift) {
        return new DriftJson(drift.current(), drift.contentDigest(), drift.isAnyBehind(),
                drift.processes().stream().map(Process::of).toList(), drift.restart());
    }

    /** A process with what it loaded, and with what of that does not run in it. */
    public record Process(String id, String kind, String host, long pid, @Nullable Long generation,
            @Nullable String contentDigest, boolean behind, List<Failure> failed) {
        static Process of(PluginDrift.Running running) {
            var row = running.process();
            return new Process(row.id(), row.kind(), row.host(), row.pid(), row.generation(), running.contentDigest(),
                    running.behind(), running.failed().stream().map(Failure::of).toList());
        }
    }

    /** A plugin that does not run there, and why. */
    public record Failure(String plugin, @Nullable String digest, String code, String message) {
        static Failure of(PluginWarning warning) {
            return new Failure(warning.plugin(), warning.digest(), warning.code().code(), warning.message());
        }
    }
}
