package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.Trial;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.manifest.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tries a plugin that is only data. That runs no code of its own, so it needs no process of its own either. */
record DataTrial(Duration deadline) {
    Verdict run(MaterialisedPlugin plugin) {
        Manifest of = plugin.manifest();
        // What it requires was looked at before, and without code has no part in reading its files.
        Manifest alone = new Manifest(of.name(), of.version(), of.description(), of.author(), of.language(),
                of.requiresWinnow(), Map.of(), of.initialModules(), of.permissions(), of.settings(), of.ui());
        MaterialisedPlugin candidate = new MaterialisedPlugin(alone, plugin.digest(), plugin.folder(), plugin
                .settings());
        Trial.Result result = new Trial(candidate, deadline).run(List.of(candidate), List.of());
        return new Verdict.Tried(result.loaded(), result.extensions(), result.warnings(), result.loadTime());
    }
}
