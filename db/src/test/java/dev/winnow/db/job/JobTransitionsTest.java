package dev.winnow.db.job;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobTransitionsTest {
    @Test
    void onlyAnOperatorsRetryLeavesAFinishedState() {
        for (JobState target : JobState.values()) {
            if (target != JobState.REQUESTED) {
                assertThat(JobTransitions.sourcesOf(target)).as(target.name())
                        .doesNotContainAnyElementsOf(JobState.FINISHED);
            }
        }
        assertThat(JobTransitions.sourcesOf(JobState.REQUESTED)).isSubsetOf(JobState.FINISHED)
                .doesNotContain(JobState.SUCCEEDED);
    }

    @Test
    void outcomesComeFromRunningJobsOnly() {
        assertThat(JobTransitions.into(JobState.SUCCEEDED)).isEqualTo("state IN ('running')");
        assertThat(JobTransitions.into(JobState.RETRYING)).isEqualTo("state IN ('running')");
    }

    @Test
    void aChangeThatThereIsNotCannotBeWritten() {
        assertThatThrownBy(() -> JobTransitions.into(JobState.SUCCEEDED, JobState.QUEUED))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
