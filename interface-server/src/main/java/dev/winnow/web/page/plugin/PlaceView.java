package dev.winnow.web.page.plugin;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.service.PluginPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process has of a plugin, as Manage Plugin shows it. */
record PlaceView(String kind, String host, long pid, String generation, @Nullable String digest, Status status,
        When started) {
    static PlaceView of(PluginPlace place, @Nullable String published, Times times) {
        ProcessRow process = place.process();
        Long generation = process.generation();
        return new PlaceView(process.kind(), process.host(), process.pid(),
                generation == null ? "–" : generation.toString(), place.digest(), status(place, published),
                times.when(process.startedAt()));
    }

    private static Status status(PluginPlace place, @Nullable String published) {
        String digest = place.digest();
        if (place.process().generation() == null) {
            return Status.waiting("Nothing loaded yet");
        }
        if (digest == null) {
            return published == null ? Status.failed("Not loaded") : Status.warning("Not there: restart it");
        }
        List<String> codes = place.failures().stream().filter(warning -> digest.equals(warning.digest()))
                .map(PluginWarning::code).map(code -> code.code()).distinct().toList();
        if (!codes.isEmpty()) {
            return Status.failed("Not loaded: " + String.join(", ", codes));
        }
        return digest.equals(published) ? Status.done("Loaded") : Status.warning("Another version: restart it");
    }
}
