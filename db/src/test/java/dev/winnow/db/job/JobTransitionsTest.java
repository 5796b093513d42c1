package dev.winnow.db.job;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static dev.winnow.db.job.JobState.CANCELLED;
import static dev.winnow.db.job.JobState.DEAD;
import static dev.winnow.db.job.JobState.EXPIRED;
import static dev.winnow.db.job.JobState.FAILED;
import static dev.winnow.db.job.JobState.QUEUED;
import static dev.winnow.db.job.JobState.REQUESTED;
import static dev.winnow.db.job.JobState.RETRYING;
import static dev.winnow.db.job.JobState.RUNNING;
import static dev.winnow.db.job.JobState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobTransitionsTest {
    /** From, to; every pair that is not here is refused. */
    private static final Map<JobState, Set<JobState>> TABLE = Map.of(
            JobState.REQUESTED, EnumSet.of(REQUESTED, QUEUED, RETRYING, SUCCEEDED, FAILED, CANCELLED, EXPIRED),
            JobState.QUEUED, EnumSet.of(REQUESTED, RUNNING, RETRYING, SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED),
            JobState.RUNNING, EnumSet.of(REQUESTED, QUEUED, RUNNING, RETRYING, SUCCEEDED, FAILED, DEAD, CANCELLED,
                    EXPIRED),
            JobState.RETRYING, EnumSet.of(REQUESTED, QUEUED, RUNNING, RETRYING, SUCCEEDED, FAILED, DEAD, CANCELLED,
                    EXPIRED),
            JobState.SUCCEEDED, EnumSet.noneOf(JobState.class), JobState.FAILED, EnumSet.of(REQUESTED), JobState.DEAD,
            EnumSet.of(REQUESTED), JobState.CANCELLED, EnumSet.of(REQUESTED), JobState.EXPIRED,
            EnumSet.of(REQUESTED));

    @Test
    void everyPairOfStatesIsAllowedOrRefusedAsTheTableSays() {
        for (JobState from : JobState.values()) {
            for (JobState to : JobState.values()) {
                assertThat(JobTransitions.allowed(from, to)).as("from %s to %s", from, to)
                        .isEqualTo(TABLE.getOrDefault(from, Set.of()).contains(to));
            }
        }
    }

    @Test
    void aChangeThatThereIsNotCannotBeWritten() {
        assertThatThrownBy(() -> JobTransitions.into(JobState.SUCCEEDED, JobState.FAILED))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
