package dev.winnow.scheduler.discovery;

import dev.winnow.plugin.source.SourceScan.Marker;
import java.util.Set;

/**
 * Decides whether plugins that a source no longer holds were removed, or whether the source is not what it was.
 *
 * <p>A local folder is the known one if it holds the marker or anything that was published from it: then what is gone
 * was removed, the last plugin too. A folder that never held a marker may lose all, with a warning. Refused until the
 * operator confirms is only: the folder cannot be read, or a marker seen before is gone or another installation's, and
 * nothing published is left. A source elsewhere has no marker: where nothing that was published from it is left, the
 * removal is refused until the operator confirms.
 */
public final class RemovalGuard {
    private RemovalGuard() {
    }

    /** What is to be done about what is gone. */
    public sealed interface Verdict {
        /** These were removed; none, mostly. */
        record Accepted(Set<String> removed) implements Verdict {
        }

        /** These count as removed, though the folder never held a marker that would prove it is the right one. */
        record AcceptedUnmarked(Set<String> removed) implements Verdict {
        }

        /** What is published stays until the operator confirms its removal. */
        record Refused(Reason reason) implements Verdict {
        }

        /** The source cannot be reached: what is published stays. Nothing is there to be confirmed. */
        record Unreached() implements Verdict {
        }
    }

    /** Why a removal is refused. */
    public enum Reason {
        UNREADABLE, MARKER_GONE, MARKER_OF_ANOTHER, EMPTIED
    }

    /** The verdict on what was seen. */
    public static Verdict judge(Sighting seen) {
        return seen.readable() ? judgeRead(seen) : judgeUnread(seen);
    }

    private static Verdict judgeUnread(Sighting seen) {
        if (seen.published().isEmpty()) {
            return new Verdict.Unreached();
        }
        if (seen.confirmed()) {
            return new Verdict.Accepted(seen.published());
        }
        return seen.usesMarker() ? new Verdict.Refused(Reason.UNREADABLE) : new Verdict.Unreached();
    }

    private static Verdict judgeRead(Sighting seen) {
        Set<String> removed = Names.without(seen.published(), seen.present());
        boolean known = removed.size() < seen.published().size() || seen.markerIsOurs();
        if (removed.isEmpty() || seen.confirmed()) {
            return new Verdict.Accepted(removed);
        }
        return switch (seen.marker()) {
            case Marker.NotUsed unused -> new Verdict.Accepted(removed);
            case Marker.NoPlace none -> known ? new Verdict.Accepted(removed) : new Verdict.Refused(Reason.EMPTIED);
            case Marker.Blank blank -> new Verdict.Accepted(removed);
            case Marker.Of of -> known ? new Verdict.Accepted(removed) : new Verdict.Refused(Reason.MARKER_OF_ANOTHER);
            case Marker.Missing missing when !seen.markerSeen() -> new Verdict.AcceptedUnmarked(removed);
            case Marker.Missing missing ->
                known ? new Verdict.Accepted(removed) : new Verdict.Refused(Reason.MARKER_GONE);
        };
    }

    /**
     * Whether the marker is to be written: it is missing or another installation's, the folder was accepted, and it
     * holds a plugin. Never into an empty folder, which may be the place of a mount that is not there yet.
     */
    public static boolean wantsMarker(Sighting seen, Verdict verdict) {
        boolean accepted = verdict instanceof Verdict.Accepted || verdict instanceof Verdict.AcceptedUnmarked;
        return accepted && seen.readable() && seen.usesMarker() && !seen.markerIsOurs() && !seen.present().isEmpty();
    }
}
