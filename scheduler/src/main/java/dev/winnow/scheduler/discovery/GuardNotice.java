package dev.winnow.scheduler.discovery;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.scheduler.discovery.RemovalGuard.Reason;
import dev.winnow.scheduler.discovery.RemovalGuard.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A verdict in the operator's words.
 *
 * @param problem what stands with the source; null where all is well
 * @param warning the same with what can be done; null where all is well
 */
record GuardNotice(@Nullable String problem, @Nullable PluginWarning warning) {
    private static final String UNMARKED = "Removed with their files from %s: %s. The folder never held the marker"
            + " file .winnow-plugins, so it is not certain that it is the right folder.";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final GuardNotice NONE = new GuardNotice(null, null);

    /** @param lastOk when the source was last read; null for never */
    static GuardNotice of(Finding finding, Sighting seen, Verdict verdict, String digest, @Nullable Instant lastOk) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> NONE;
            case Verdict.AcceptedUnmarked(var removed) -> new GuardNotice(null, warning(finding,
                    WarningCode.SOURCE_NO_MARKER,
                    UNMARKED.formatted(finding.location(), list(removed)),
                    "If they should still be there, undo it with 'winnow plugins rollback' and restart. Let the"
                            + " scheduler's user write the folder, or put an empty file .winnow-plugins into it, to be"
                            + " asked before the next such removal."));
            case Verdict.Refused(Reason reason) -> {
                String problem = "%s Nothing was removed: %s %s live.".formatted(why(finding, seen, reason),
                        list(seen.published()), seen.published().size() == 1 ? "stays" : "stay");
                yield new GuardNotice(problem, warning(finding, WarningCode.SOURCE_GUARD, problem,
                        "%s If they shall go, confirm it with 'winnow plugins publish --confirm-removals' (digest %s)"
                                .formatted(reason == Reason.EMPTIED
                                        ? "Check that this is the right place, put them back and restart."
                                        : "Bring the folder back (is it mounted?) and restart.", digest)
                                + " and restart."));
            }
            case Verdict.Unreached unreached -> {
                String problem = "%s %s %s".formatted(reason(finding), since(lastOk), seen.published().isEmpty()
                        ? "Nothing is published from it."
                        : "What it published stays live: " + list(seen.published()) + ".");
                yield new GuardNotice(problem, warning(finding, WarningCode.SOURCE_UNREACHABLE, problem,
                        "Mend that and restart the scheduler, or ask for another look with 'winnow plugins publish'."));
            }
        };
    }

    private static String why(Finding finding, Sighting seen, Reason reason) {
        return switch (reason) {
            case UNREADABLE -> reason(finding);
            case MARKER_GONE -> ("The plugin folder %s holds neither its marker .winnow-plugins, which was there"
                    + " before, nor any plugin published from it; it looks like an empty mount.")
                    .formatted(finding.location());
            case EMPTIED -> "%s can be read, but holds none of the plugins that were published from it."
                    .formatted(finding.location());
            case MARKER_OF_ANOTHER -> ("The plugin folder %s holds the marker of another installation (%s) and no"
                    + " plugin published from it; it looks like the wrong folder.").formatted(finding.location(),
                            seen.otherInstallation());
        };
    }

    private static String reason(Finding finding) {
        if (!(finding instanceof Finding.Unreachable unreachable)) {
            return "";
        }
        String problem = unreachable.problem();
        return problem.endsWith(".") ? problem : problem + ".";
    }

    /** The same from look to look, so that one warning ages instead of many following each other. */
    private static String since(@Nullable Instant lastOk) {
        return lastOk == null ? "It was never read." : "It was last read at " + TIME.format(lastOk) + " UTC.";
    }

    private static String list(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private static PluginWarning warning(Finding finding, WarningCode code, String message, String hint) {
        return PluginWarning.of("source:" + finding.name(), null, code, message, hint);
    }
}
