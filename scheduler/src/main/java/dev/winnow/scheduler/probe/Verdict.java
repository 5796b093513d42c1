package dev.winnow.scheduler.probe;

import dev.winnow.db.plugin.ProbedContent.ProbedExtension;
import dev.winnow.plugin.registry.PluginWarning;
import java.time.Duration;
import java.util.List;

/** What trying a plugin showed. */
sealed interface Verdict {
    /**
     * It was tried.
     *
     * @param passed whether it loaded
     * @param warnings on it; where it did not load, the first says why
     */
    record Tried(boolean passed, List<ProbedExtension> extensions, List<PluginWarning> warnings, Duration loadTime)
            implements
                Verdict {
    }

    /**
     * It could not be, which is not its fault.
     *
     * @param why the end of a sentence
     */
    record Untried(String why) implements Verdict {
    }
}
