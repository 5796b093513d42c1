package dev.winnow.web.api.json;

import dev.winnow.web.service.GenerationDrift;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which processes run other plugins than those that are published. */
public record DriftJson(@Nullable Long currentGeneration, boolean behind, List<Process> items) {
    public static DriftJson of(GenerationDrift drift) {
        return new DriftJson(drift.current(), drift.isAnyBehind(), drift.processes().stream()
                .map(process -> new Process(process.id(), process.kind(), process.host(), process.pid(),
                        process.generation(), drift.isBehind(process)))
                .toList());
    }

    /** A process with what it loaded. */
    public record Process(String id, String kind, String host, long pid, @Nullable Long generation, boolean behind) {
    }
}
