package dev.winnow.scheduler.discovery;

import dev.winnow.plugin.source.SourceScan.Marker;
import dev.winnow.scheduler.discovery.RemovalGuard.Reason;
import dev.winnow.scheduler.discovery.RemovalGuard.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Every combination of what the guard knows, held against the rule written another way. */
class RemovalGuardTest {
    private static final String US = "us";
    private static final Marker OURS = new Marker.Of(US);
    private static final Marker THEIRS = new Marker.Of("them");
    private static final Marker BLANK = new Marker.Blank();
    private static final Marker MISSING = new Marker.Missing();
    private static final Marker NOT_USED = new Marker.NotUsed();
    private static final Marker NO_PLACE = new Marker.NoPlace();
    private static final Set<String> NONE = Set.of();
    private static final Set<String> AB = Set.of("a", "b");

    /** What the folder holds of the two that are published, with or without a newcomer. */
    private static final List<Set<String>> PRESENT = List.of(NONE, Set.of("c"), Set.of("a"), Set.of("a", "c"), AB);

    @TestFactory
    List<DynamicTest> everyCombinationOfAReadFolderIsJudgedAsTheRuleSays() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Marker marker : List.of(OURS, THEIRS, BLANK, MISSING, NOT_USED, NO_PLACE)) {
            for (Set<String> published : List.of(NONE, AB)) {
                for (Set<String> present : PRESENT) {
                    for (boolean seen : new boolean[]{false, true}) {
                        for (boolean confirmed : new boolean[]{false, true}) {
                            Sighting sighting = new Sighting(true, !marker.equals(NOT_USED) && !marker.equals(NO_PLACE),
                                    marker, US, present,
                                    published, seen, confirmed);
                            tests.add(DynamicTest.dynamicTest(sighting.toString(),
                                    () -> assertThat(RemovalGuard.judge(sighting)).isEqualTo(rule(sighting))));
                        }
                    }
                }
            }
        }
        return tests;
    }

    private static Verdict rule(Sighting s) {
        Set<String> gone = Names.without(s.published(), s.present());
        boolean anyLeft = s.published().stream().anyMatch(s.present()::contains);
        if (gone.isEmpty() || s.confirmed() || anyLeft && !(s.marker().equals(MISSING) && !s.markerSeen())
                || s.marker().equals(OURS) || s.marker().equals(BLANK) || s.marker().equals(NOT_USED)) {
            return new Verdict.Accepted(gone);
        }
        if (s.marker().equals(NO_PLACE)) {
            return new Verdict.Refused(Reason.EMPTIED);
        }
        if (s.marker().equals(THEIRS)) {
            return new Verdict.Refused(Reason.MARKER_OF_ANOTHER);
        }
        return s.markerSeen() ? new Verdict.Refused(Reason.MARKER_GONE) : new Verdict.AcceptedUnmarked(gone);
    }

    @Test
    void theLastPluginRemovedWithTheMarkerThereIsRemoved() {
        assertThat(judge(MISSING, NONE, true)).isEqualTo(new Verdict.Refused(Reason.MARKER_GONE));
        assertThat(judge(OURS, NONE, true)).isEqualTo(new Verdict.Accepted(AB));
        assertThat(judge(BLANK, NONE, true)).isEqualTo(new Verdict.Accepted(AB));
    }

    @Test
    void aMarkerLostToRsyncDoesNoHarmWhileAPluginIsLeft() {
        assertThat(judge(MISSING, Set.of("b"), true)).isEqualTo(new Verdict.Accepted(Set.of("a")));
    }

    @Test
    void aFolderThatNeverHeldAMarkerMayLoseAllWithAWarning() {
        assertThat(judge(MISSING, NONE, false)).isEqualTo(new Verdict.AcceptedUnmarked(AB));
    }

    @Test
    void aFolderThatCannotBeReadRemovesNothingUntilConfirmed() {
        assertThat(RemovalGuard.judge(unread(true, AB, false))).isEqualTo(new Verdict.Refused(Reason.UNREADABLE));
        assertThat(RemovalGuard.judge(unread(true, AB, true))).isEqualTo(new Verdict.Accepted(AB));
        assertThat(RemovalGuard.judge(unread(true, NONE, false))).isEqualTo(new Verdict.Unreached());
        assertThat(RemovalGuard.judge(unread(true, NONE, true))).isEqualTo(new Verdict.Unreached());
    }

    @Test
    void aSourceWithoutAMarkerThatCannotBeReachedKeepsWhatItPublished() {
        assertThat(RemovalGuard.judge(unread(false, AB, false))).isEqualTo(new Verdict.Unreached());
    }

    @Test
    void aSourceElsewhereThatHoldsNothingPublishedRemovesNothingUntilConfirmed() {
        assertThat(judge(NO_PLACE, NONE, false)).isEqualTo(new Verdict.Refused(Reason.EMPTIED));
        assertThat(judge(NO_PLACE, Set.of("c"), false)).as("perhaps another bucket").isEqualTo(
                new Verdict.Refused(Reason.EMPTIED));
        assertThat(judge(NO_PLACE, Set.of("b"), false)).isEqualTo(new Verdict.Accepted(Set.of("a")));
        assertThat(RemovalGuard.judge(new Sighting(true, false, NO_PLACE, US, NONE, AB, false, true))).isEqualTo(
                new Verdict.Accepted(AB));
    }

    @Test
    void theMarkerIsWrittenOnlyWhereAPluginProvesTheFolder() {
        assertThat(wantsMarker(MISSING, Set.of("a"), NONE, false)).isTrue();
        assertThat(wantsMarker(THEIRS, Set.of("a"), NONE, false)).isTrue();
        assertThat(wantsMarker(MISSING, NONE, NONE, false)).as("an empty folder may be a mount's place").isFalse();
        assertThat(wantsMarker(MISSING, Set.of("c"), AB, true)).as("refused").isFalse();
        assertThat(wantsMarker(BLANK, Set.of("a"), NONE, false)).as("shipped with a checkout").isFalse();
        assertThat(wantsMarker(OURS, Set.of("a"), NONE, false)).isFalse();
    }

    private static boolean wantsMarker(Marker marker, Set<String> present, Set<String> published, boolean seen) {
        Sighting sighting = new Sighting(true, true, marker, US, present, published, seen, false);
        return RemovalGuard.wantsMarker(sighting, RemovalGuard.judge(sighting));
    }

    private static Verdict judge(Marker marker, Set<String> present, boolean seen) {
        return RemovalGuard.judge(new Sighting(true, true, marker, US, present, AB, seen, false));
    }

    private static Sighting unread(boolean usesMarker, Set<String> published, boolean confirmed) {
        return new Sighting(false, usesMarker, NOT_USED, US, NONE, published, true, confirmed);
    }
}
