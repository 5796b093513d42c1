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
 * @param moreWarnings how many were left out of them
 * @param restart the processes that need a restart
 * @param refusedRemovals digests with which removals that a guard refuses are confirmed
 * @param heldBackFrom the generation that was rolled back from and is still what the sources hold: a restart publishes
 * nothing until they change; null where that is not so
 */
public record PluginPlan(boolean changed, @Nullable Long base, List<Change> plugins,
        List<Warning> warnings, @Nullable Integer moreWarnings, List<Process> restart, List<String> refusedRemovals,
        @Nullable Long heldBackFrom) {
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

    /** Paths below the plugin's folder; {@code more} were left out. */
    public record Files(List<String> added, List<String> changed, List<String> removed, @Nullable Integer more) {
        public Files {
            added = orNone(added);
            changed = orNone(changed);
            removed = orNone(removed);
        }
    }

    /**
     * What it registers.
     *
     * @param more how many were left out
     * @param complete false where one of the versions was never tried, so that only what files declare is compared
     */
    public record Extensions(List<Extension> added, List<Extension> removed, List<Extension> changed,
            @Nullable Integer more, @Nullable Boolean complete) {
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
