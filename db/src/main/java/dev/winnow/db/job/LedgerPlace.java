package dev.winnow.db.job;

import dev.winnow.plugin.spi.Priority;
import java.time.Instant;

/** How far somebody has read through the unfinished jobs: state, lane, whether held, time and id of the last one read. */
public record LedgerPlace(JobState state, Priority priority, boolean held, Instant availableAt, long id) {
    /** Before the first. */
    public static LedgerPlace start() {
        return UnfinishedJobs.start();
    }

    LedgerPlace at(JobRow row) {
        return new LedgerPlace(state, priority, held, row.availableAt(), row.id());
    }
}
