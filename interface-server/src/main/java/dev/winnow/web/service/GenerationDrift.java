package dev.winnow.web.service;

import dev.winnow.db.process.ProcessRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which processes run other plugins than those that are published.
 *
 * @param current the current generation; null before the first
 * @param processes all that live
 */
public record GenerationDrift(@Nullable Long current, List<ProcessRow> processes) {
    /** Whether a process runs another generation than the current one. */
    public boolean isBehind(ProcessRow process) {
        return current != null && !current.equals(process.generation());
    }

    /** Whether any does. */
    public boolean isAnyBehind() {
        return processes.stream().anyMatch(this::isBehind);
    }
}
