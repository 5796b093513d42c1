package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes jobs into the ledger as {@link JobState#REQUESTED}: for workers and the interface server. */
@JdbcStore
public class JobIntake {
    private static final int SHARED_AT_MOST = 100;
    private static final String WAIT = "INSERT INTO job_wait (job_id, kind, on_id, reason, since) "
            + "VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))";
    private static final String MEMBER = "INSERT IGNORE INTO job_batch_member (batch_id, job_id) VALUES (?, ?)";

    private final Database database;
    private final JobLedger ledger;
    private final IntakeGroup group;

    JobIntake(Database database, JobLedger ledger) {
        this.database = database;
        this.ledger = ledger;
        this.group = new IntakeGroup(this::write);
    }

    /**
     * Writes these in one transaction, which few that come at the same time share.
     *
     * @return their ids, in order; for one whose unique or idempotency key is taken, the id of the job that has it
     * @throws IllegalArgumentException for a request that no row can hold, naming what is wrong
     */
    public List<Long> request(List<NewJob> jobs) {
        List<Candidate> candidates = jobs.stream().map(job -> ledger.candidate(job, Set.of())).toList();
        if (candidates.isEmpty()) {
            return List.of();
        }
        boolean alone = candidates.size() > SHARED_AT_MOST || database.isInTransaction();
        return ids(alone ? write(candidates) : group.write(candidates));
    }

    /**
     * Writes a batch: jobs that run at the same time, and one that runs once all of them are finished. A member whose key
     * another job has is that job.
     *
     * @return the batch's id, which is its completion's, and its jobs'
     * @throws IllegalArgumentException for a request that no row can hold, a batch without jobs, or a completion that has a
     *     unique or idempotency key
     */
    public Batch requestBatch(List<NewJob> members, NewJob completion) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a batch without jobs: its completion, a job of type "
                    + completion.request().type() + ", would wait for nothing; ask for that job alone");
        }
        if (completion.request().options().uniqueKey() != null
                || completion.request().options().idempotencyKey() != null) {
            throw new IllegalArgumentException("the completion of a batch, a job of type "
                    + completion.request().type() + ", has a unique or idempotency key: it is one job for one batch, "
                    + "and cannot be another's");
        }
        List<Candidate> candidates = new ArrayList<>(members.size() + 1);
        members.forEach(member -> candidates.add(ledger.candidate(member, Set.of(JobTrait.MEMBER))));
        // Last, so that its id is greater than its members'.
        candidates.add(ledger.candidate(completion, Set.of(JobTrait.WAITING)));
        return database.inTransaction(() -> {
            List<Long> ids = ids(write(candidates));
            List<Long> jobs = List.copyOf(ids.subList(0, members.size()));
            long batch = ids.getLast();
            database.update("INSERT INTO job_batch (id, total, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))", batch,
                    jobs.stream().distinct().count());
            database.batch(MEMBER, jobs.stream().map(job -> new @Nullable Object[]{batch, job}).toList());
            database.update(WAIT, batch, "batch", batch, "It runs when all jobs of its batch are finished.");
            return new Batch(batch, jobs, batch);
        });
    }

    /**
     * Writes a chain: each job runs when the one before has succeeded. One whose key another job has is that job: it waits
     * for nothing, and those after it wait for it.
     *
     * @return their ids, in order
     * @throws IllegalArgumentException for a request that no row can hold, or a chain without jobs
     */
    public List<Long> requestChain(List<NewJob> jobs) {
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("a chain without jobs");
        }
        List<Candidate> candidates = new ArrayList<>(jobs.size());
        for (int i = 0; i < jobs.size(); i++) {
            Set<JobTrait> traits = EnumSet.noneOf(JobTrait.class);
            if (i > 0) {
                traits.add(JobTrait.WAITING);
            }
            if (i < jobs.size() - 1) {
                traits.add(JobTrait.FOLLOWED);
            }
            candidates.add(ledger.candidate(jobs.get(i), traits));
        }
        return database.inTransaction(() -> {
            List<JobLedger.Written> written = write(candidates);
            List<@Nullable Object[]> waits = new ArrayList<>();
            for (int i = 1; i < written.size(); i++) {
                if (written.get(i).fresh()) {
                    waits.add(new @Nullable Object[]{written.get(i).id(), "job", written.get(i - 1).id(),
                            "It runs when job " + written.get(i - 1).id() + " has succeeded."});
                }
            }
            database.batch(WAIT, waits);
            return ids(written);
        });
    }

    private List<JobLedger.Written> write(List<Candidate> candidates) {
        return ledger.writeCandidates(candidates, JobState.REQUESTED, null);
    }

    private static List<Long> ids(List<JobLedger.Written> written) {
        return written.stream().map(JobLedger.Written::id).toList();
    }

    /**
     * A written batch.
     *
     * @param id the batch's, that of its completion
     * @param members the jobs' ids, in order
     * @param completion the id of the job that runs when all are finished
     */
    public record Batch(long id, List<Long> members, long completion) {
    }
}
