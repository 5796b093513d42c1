package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.page.view.Words;
import org.jspecify.annotations.Nullable;

/** A warning as Manage Plugin shows it. */
record WarningView(String id, String code, String title, String message, String hint, @Nullable String place,
        String seenBy, When firstSeen, When lastSeen, int occurrences, @Nullable String acknowledgedBy) {
    static WarningView of(RecordedWarning recorded, Times times) {
        PluginWarning warning = recorded.warning();
        String file = warning.file();
        String place = file == null ? null : warning.line() > 0 ? file + ":" + warning.line() : file;
        return new WarningView(recorded.id(), warning.code().code(),
                Words.capitalised(Words.code(warning.code()).replace('-', ' ')), warning.message(), warning.hint(),
                place, recorded.processKind() + " on " + recorded.processHost(), times.when(recorded.firstSeen()),
                times.when(recorded.lastSeen()), recorded.occurrences(), recorded.acknowledgedBy());
    }
}
