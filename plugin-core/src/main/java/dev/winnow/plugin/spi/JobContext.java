package dev.winnow.plugin.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a running job may use and must heed. Safe for use by several threads. */
public interface JobContext {
    /** The job's id, the same for all its attempts. */
    long jobId();

    /** 1 for the first attempt. */
    int attempt();

    /** Its lane; a job that is split into children usually gives it on to them. */
    Priority priority();

    /** The same for all attempts of this job and for no other job: for clients that take an idempotency key. */
    String idempotencyKey();

    /**
     * The job's arguments bound to a record. An unknown or missing field or a value of the wrong type is a
     * {@link NoRetryException} that names it. A component marked {@code @Nullable} or an {@code Optional} may be absent.
     */
    <T extends Record> T arguments(Class<T> type);

    /** After this instant the job is cancelled. */
    Instant deadline();

    /** Whether the job shall stop: cancelled by a person, past its deadline, or its lease is lost. */
    boolean isCancelled();

    /** Throws {@link JobCancelledException} if the job shall stop; for loops. */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new JobCancelledException("job " + jobId() + " was asked to stop");
        }
    }

    /**
     * Says how far the job is; may be called often. A number below 0 counts as 0, null as an empty message.
     *
     * @param done how many are done
     * @param total how many there are; 0 where unknown
     * @param message what people read
     */
    void progress(long done, long total, String message);

    /** Adds a line to the job's log. */
    void log(String message);

    /**
     * Asks for another job, a child of this one.
     *
     * @return its id; that of the one already waiting where the request's unique key is taken
     */
    long request(JobRequest child);

    /**
     * Asks for jobs that run at the same time, and one more that runs when all of them are finished, however they ended;
     * its handler reads {@link #batch()}.
     *
     * @return the batch's id
     */
    long requestBatch(List<JobRequest> children, JobRequest completion);

    /**
     * Asks for jobs that run one after the other, each when the one before has succeeded; when one ends otherwise, those
     * after it are cancelled.
     *
     * @return their ids, in order
     */
    List<Long> requestChain(List<JobRequest> children);

    /** For the completion job of a batch: how the batch ended. */
    Optional<BatchOutcome> batch();

    /** The inventory. */
    Inventory inventory();

    /** The calling plugin's context. */
    PluginContext plugin();
}
