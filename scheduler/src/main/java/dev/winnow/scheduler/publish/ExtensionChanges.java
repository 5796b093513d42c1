package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.ProbedContent;
import dev.winnow.plugin.manifest.PluginLanguage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What differs in what two versions register. What code registers is known by name, from trying it; whether it does the
 * same under the same name is not, so only what is declared can be said to have changed.
 */
final class ExtensionChanges {
    private final PluginProbes probes;

    ExtensionChanges(PluginProbes probes) {
        this.probes = probes;
    }

    Result between(@Nullable PluginVersion from, @Nullable PluginVersion to) {
        Optional<Map<PlannedExtension, Object>> before = registered(from);
        Optional<Map<PlannedExtension, Object>> after = registered(to);
        return before.isPresent() && after.isPresent()
                ? new Result(Changes.between(before.get(), after.get()), true)
                : new Result(Changes.between(declared(from), declared(to)), false);
    }

    /** All; empty where it is not known. */
    private Optional<Map<PlannedExtension, Object>> registered(@Nullable PluginVersion version) {
        if (version == null || version.manifest().language() == PluginLanguage.NONE) {
            return Optional.of(declared(version));
        }
        return probes.find(version.digest()).filter(ProbedContent::passed).map(probed -> {
            Map<PlannedExtension, Object> all = new HashMap<>();
            probed.extensions().forEach(each -> all.put(new PlannedExtension(each.kind(), each.name()), ""));
            all.putAll(version.declared());
            return all;
        });
    }

    private static Map<PlannedExtension, Object> declared(@Nullable PluginVersion version) {
        return version == null ? Map.of() : version.declared();
    }

    /** @param complete whether all is known of both */
    record Result(Changes<PlannedExtension> changes, boolean complete) {
    }
}
