package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.web.service.WarningSubject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a source of plugins; {@code confirm} is the digest with which its removals are confirmed. */
record SourceNotice(String name, String location, String text, String hint, @Nullable String confirm) {
    private static final String PREFIX = "source:";

    /** One for each source with a problem of its own, one for each warning on a source. */
    static List<SourceNotice> of(List<SourceStatus> sources, List<WarningSubject> warnings) {
        List<SourceNotice> notices = new ArrayList<>();
        for (SourceStatus source : sources) {
            List<WarningSubject> own = warnings.stream().filter(warning -> warning.isOpen()
                    && warning.warning().plugin().equals(PREFIX + source.name())).toList();
            String confirm = source.guarded() ? source.guardedDigest() : null;
            for (WarningSubject warning : own) {
                notices.add(new SourceNotice(source.name(), source.location(), warning.warning().message(),
                        warning.warning().hint(), confirm));
                confirm = null;
            }
            String problem = source.problem();
            if (own.isEmpty() && (problem != null || source.guarded())) {
                notices.add(new SourceNotice(source.name(), source.location(), problem == null
                        ? "It seems to have lost everything; nothing was removed."
                        : problem, source.guarded() ? "Confirm the removals if they are meant." : "", confirm));
            }
        }
        return notices;
    }
}
