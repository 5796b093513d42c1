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

    /**
     * Writes a batch: jobs that run at the same time, and one that runs once all of them are finished.
     *
     * @return the batch's id and its jobs'
     * @throws IllegalArgumentException for a request that no row can hold, or a batch without jobs
     */
    public Batch requestBatch(List<NewJob> members, NewJob completion) {
        throw new UnsupportedOperationException("comes with the ledger: " + members + completion);
    }

    /** Writes a chain: each job runs when the one before has succeeded. Returns their ids, in order. */
    public List<Long> requestChain(List<NewJob> jobs) {
        throw new UnsupportedOperationException("comes with the ledger: " + jobs);
    }

    /**
     * A written batch.
     *
     * @param id the batch's
     * @param members the jobs' ids, in order
     * @param completion the id of the job that runs when all are finished
     */
    public record Batch(long id, List<Long> members, long completion) {
    }
}
