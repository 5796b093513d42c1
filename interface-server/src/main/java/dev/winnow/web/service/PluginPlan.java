package dev.winnow.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the next publishing would change, as the leading scheduler has answered. A part that an older scheduler does not
 * say is empty.
 *
 * @param changed whether something would change
 * @param base the generation that the sources were held against; null before the first
 * @param plugins changed ones and others, sorted by name
 * @param warnings that publishing would bring
 * @param restart the processes that need a restart
 * @param refusedRemovals digests with which removals that a guard refuses are confirmed
 */
public record PluginPlan(boolean changed, @Nullable Long base, List<Change> plugins,
        List<Warning> warnings, List<Process> restart, List<String> refusedRemovals) {
    public PluginPlan {
        plugins = orNone(plugins);
        warnings = orNone(warnings);
        restart = orNone(restart);
        refusedRemovals = orNone(refusedRemovals);
    }

    /**
     * What becomes of a plugin.
     *
     * @param change {@code added}, {@code changed}, {@code removed}, {@code broken} (its new content is refused, what was
     * live stays) or {@code unchanged}
     */
    public record Change(String name, String change, @Nullable String fromVersion, @Nullable String toVersion,
            @Nullable String fromDigest, @Nullable String toDigest, @Nullable String source, @Nullable Files files,
            @Nullable Extensions extensions) {
    }

    /** Paths below the plugin's folder. */
    public record Files(List<String> added, List<String> changed,
            List<String> removed) {
        public Files {
            added = orNone(added);
            changed = orNone(changed);
            removed = orNone(removed);
        }
    }

    /** What it registers. */
    public record Extensions(List<Extension> added, List<Extension> removed,
            List<Extension> changed) {
        public Extensions {
            added = orNone(added);
            removed = orNone(removed);
            changed = orNone(changed);
        }
    }

    /** One of them. */
    public record Extension(String kind, String name) {
    }

    /** A warning to come. */
    public record Warning(String plugin, String code, String message, @Nullable String hint, @Nullable String file,
            @Nullable Integer line) {
    }

    /** A process. */
    public record Process(String kind, String host, @Nullable Long pid, @Nullable Long generation) {
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
