package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.scheduler.discovery.Finding;
import java.util.List;
import java.util.Optional;

/** Looks at what was found before any of it is published, for example at signatures. Publishes nothing itself. */
@FunctionalInterface
public interface Screen {
    /**
     * The same findings, with more warnings, or with plugins found broken. One plugin's fault is no other's; it throws
     * only for what is no plugin's fault, and then nothing is published.
     *
     * @param base the generation that is current
     */
    List<Finding> screen(List<Finding> findings, Optional<Generation> base);
}
