package dev.winnow.db.job;

import dev.winnow.db.JdbcStore;
import java.util.List;

/** Writes jobs into the ledger as {@link JobState#REQUESTED}: for workers and the interface server. */
@JdbcStore
public class JobIntake {
    private final JobLedger ledger;

    JobIntake(JobLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Writes these in one transaction.
     *
     * @return their ids, in order; for one whose unique key is taken, the id of the unfinished job that has it
     * @throws IllegalArgumentException for a request that no row can hold, naming what is wrong
     */
    public List<Long> request(List<NewJob> jobs) {
        return ledger.write(jobs, JobState.REQUESTED, null).stream().map(JobLedger.Written::id).toList();
    }
}
