package dev.winnow.plugin.spi;

import java.time.Instant;

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
     * Says how far the job is; may be called often.
     *
     * @param done how many are done
     * @param total how many there are; 0 where unknown
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

    /** The inventory. */
    Inventory inventory();

    /** The calling plugin's context. */
    PluginContext plugin();
}
