package dev.winnow.web.api.json;

import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.web.service.PluginSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin.
 *
 * @param state {@code active}, {@code stale} or {@code broken}
 * @param signedBy the id of the key that signed its content; null where nobody did
 * @param loaded whether this interface server runs it
 * @param warnings where its warnings are, relative to this server
 */
public record PluginJson(String name, @Nullable String version, @Nullable String description,
        @Nullable String author, @Nullable String language, String source, String sourceLocation, String state,
        boolean loaded, @Nullable String digest, @Nullable String signedBy, long generation, int warningCount,
        String warnings,
        Extensions extensions) {
    public static PluginJson of(PluginSummary summary, String basePath) {
        Manifest manifest = summary.plugin().manifest();
        return new PluginJson(summary.name(), manifest == null ? null : manifest.version(),
                manifest == null ? null : manifest.description(), manifest == null ? null : manifest.author(),
                manifest == null ? null : Codes.of(manifest.language()), summary.plugin().source(),
                summary.plugin().sourceLocation(), Codes.of(summary.plugin().state()), summary.loaded(),
                summary.plugin().digest(), summary.signedBy(), summary.generation(), summary.warnings(),
                basePath + "/api/v1/plugins/" + summary.name() + "/warnings",
                new Extensions(summary.filters(), summary.jobs(), summary.pages().stream().map(Module::of).toList()));
    }

    /** What it registered here. */
    public record Extensions(List<String> filters, List<String> jobs, List<Module> pages) {
    }

    /** What it adds to the console. */
    public record Module(String name, String kind, String title) {
        static Module of(FrontendModule module) {
            return new Module(module.name(), Codes.of(module.kind()), module.title());
        }
    }
}
