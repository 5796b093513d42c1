package dev.winnow.scheduler.dispatch;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Presence;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class MendingTest {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(60);

    @ParameterizedTest
    @CsvSource({"QUEUED, ABSENT, PUSH", "QUEUED, WAITING, NONE", "QUEUED, DELAYED, NONE", "QUEUED, RUNNING, NONE",
            "QUEUED, DEAD, PUSH", "RUNNING, ABSENT, PUSH_NEXT", "RUNNING, WAITING, CRASH",
            "RUNNING, DELAYED, CRASH", "RUNNING, RUNNING, NONE", "RUNNING, DEAD, BURY", "RETRYING, ABSENT, PUSH",
            "RETRYING, WAITING, NONE", "RETRYING, DELAYED, NONE", "RETRYING, RUNNING, NONE", "RETRYING, DEAD, BURY"})
    void anUnfinishedJobIsMendedByWhatTheQueueHolds(JobState state, Presence presence, Mending mending) {
        assertThat(Mending.of(row(state, 0), presence, NOW)).isEqualTo(mending);
    }

    @ParameterizedTest
    @EnumSource(value = JobState.class, names = {"SUCCEEDED", "FAILED", "DEAD", "CANCELLED", "EXPIRED"})
    void aFinishedJobThatStillWaitsIsTakenOut(JobState state) {
        assertThat(Mending.of(row(state, 0), Presence.WAITING, NOW)).isEqualTo(Mending.REMOVE);
        assertThat(Mending.of(row(state, 0), Presence.DELAYED, NOW)).isEqualTo(Mending.REMOVE);
        assertThat(Mending.of(row(state, 0), Presence.ABSENT, NOW)).isEqualTo(Mending.NONE);
        assertThat(Mending.of(row(state, 0), Presence.RUNNING, NOW)).as("the worker drops it").isEqualTo(Mending.NONE);
        assertThat(Mending.of(row(state, 0), Presence.DEAD, NOW)).isEqualTo(Mending.NONE);
    }

    @ParameterizedTest
    @EnumSource(Presence.class)
    void aRequestedJobIsTheDispatchers(Presence presence) {
        assertThat(Mending.of(row(JobState.REQUESTED, 0), presence, NOW)).isEqualTo(Mending.NONE);
    }

    @Test
    void aRunningJobThatTheQueueLostIsNotToBlame() {
        assertThat(Mending.of(row(JobState.RUNNING, 2), Presence.ABSENT, NOW)).isEqualTo(Mending.PUSH_NEXT);
    }

    @Test
    void aJobThatIsNotDueYetIsHeldBackAgain() {
        assertThat(Mending.of(row(JobState.RETRYING, 0), Presence.ABSENT, Instant.EPOCH.minusSeconds(1))).isEqualTo(
                Mending.HOLD_BACK);
    }

    @Test
    void aDeadJobThatTheLedgerDoesNotKnowAsBegunIsPushed() {
        assertThat(Mending.of(row(JobState.QUEUED, 0), Presence.DEAD, NOW)).isEqualTo(Mending.PUSH);
        assertThat(Mending.of(row(JobState.QUEUED, 2), Presence.DEAD, NOW)).isEqualTo(Mending.PUSH);
    }

    private static JobRow row(JobState state, int crashes) {
        Instant then = Instant.EPOCH;
        return new JobRow(1, "diagnostic.noop", Priority.P1, state, 1, crashes, null, null, then, then, then, then,
                null);
    }
}
