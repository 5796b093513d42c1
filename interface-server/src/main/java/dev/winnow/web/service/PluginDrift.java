package dev.winnow.web.service;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which process runs which plugins, against those that are published.
 *
 * @param current the current generation; null before the first
 * @param contentDigest over all its plugins; null before the first
 * @param processes all that live
 * @param restart what to paste so that those behind load the current generation; null where none is behind
 */
public record PluginDrift(@Nullable Long current, @Nullable String contentDigest, List<Running> processes,
        @Nullable RestartCommands restart) {
    /** Whether any process runs another generation than the current one. */
    public boolean isAnyBehind() {
        return processes.stream().anyMatch(Running::behind);
    }

    /**
     * A process with what it runs.
     *
     * @param contentDigest of the generation that it loaded; null where that is unknown, or none
     * @param behind whether it runs another generation than the current one
     * @param failed why plugins of its generation do not run in it
     */
    public record Running(ProcessRow process, @Nullable String contentDigest, boolean behind,
            List<PluginWarning> failed) {
    }
}
