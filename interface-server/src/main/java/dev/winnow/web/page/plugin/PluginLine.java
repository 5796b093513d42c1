package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.web.page.view.PluginPages;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.service.PluginSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugin as pages show it. */
record PluginLine(String name, String version, String source, String location, Status status, int warnings,
        String description, String author, String language, @Nullable String digest, List<PluginPages.Link> pages) {
    static PluginLine of(PluginSummary summary) {
        PublishedPlugin plugin = summary.plugin();
        Manifest manifest = plugin.manifest();
        Status status = status(summary);
        if (manifest == null) {
            return new PluginLine(plugin.name(), "–", plugin.source(), plugin.sourceLocation(), status,
                    summary.warnings(), "", "", "–", plugin.digest(), List.of());
        }
        return new PluginLine(plugin.name(), manifest.version(), plugin.source(), plugin.sourceLocation(), status,
                summary.warnings(), manifest.description(), manifest.author(),
                Words.capitalised(Words.code(manifest.language())), plugin.digest(),
                PluginPages.links(plugin.name(), summary.pages()));
    }

    private static Status status(PluginSummary summary) {
        return switch (summary.plugin().state()) {
            case BROKEN -> Status.failed("Broken");
            case STALE -> Status.warning("Last good version");
            case ACTIVE -> summary.loaded() ? Status.done("Active") : Status.warning("Not loaded here");
        };
    }
}
