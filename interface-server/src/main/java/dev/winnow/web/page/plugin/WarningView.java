package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.web.page.plugin.WarningGuide.Span;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.service.WarningSubject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A warning as Manage Plugin shows it, once for all processes that see it.
 *
 * @param meaning what the code means in general, in paragraphs
 */
record WarningView(String id, String code, String title, String message, String hint, @Nullable String place,
        List<String> seenBy, When firstSeen, When lastSeen, int occurrences, List<List<Span>> meaning,
        @Nullable Acknowledged acknowledged) {
    static WarningView of(WarningSubject subject, WarningGuide guide, Times times) {
        PluginWarning warning = subject.warning();
        String file = warning.file();
        String place = file == null ? null : warning.line() > 0 ? file + ":" + warning.line() : file;
        String code = warning.code().code();
        return new WarningView(subject.id(), code,
                guide.find(code).map(WarningGuide.Entry::title)
                        .orElse(Words.capitalised(Words.code(warning.code()).replace('-', ' '))),
                warning.message(), warning.hint(), place,
                subject.seenBy().stream().map(seen -> seen.processKind() + " on " + seen.processHost()).distinct()
                        .toList(),
                times.when(subject.firstSeen()), times.when(subject.lastSeen()), subject.occurrences(),
                guide.find(code).map(WarningGuide.Entry::paragraphs).orElse(List.of()),
                Acknowledged.of(subject.acknowledgement(), times));
    }

    /** That somebody has seen it; {@code until} is null for good. */
    record Acknowledged(String by, String note, When at, @Nullable When until) {
        static @Nullable Acknowledged of(RecordedWarning.@Nullable Acknowledgement seen, Times times) {
            return seen == null
                    ? null
                    : new Acknowledged(seen.by(), seen.note(), times.when(seen.at()),
                            times.whenever(seen.expiresAt()));
        }
    }
}
