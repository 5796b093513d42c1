package dev.winnow.worker.builtin;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A built-in job's context as a plugin sees it that the job calls into: with the plugin's own settings.
 *
 * @param job the job's
 * @param plugin the plugin's
 */
record PluginScopedContext(JobContext job, PluginContext plugin) implements JobContext {
    @Override
    public long jobId() {
        return job.jobId();
    }

    @Override
    public int attempt() {
        return job.attempt();
    }

    @Override
    public Priority priority() {
        return job.priority();
    }

    @Override
    public String idempotencyKey() {
        return job.idempotencyKey();
    }

    @Override
    public <T extends Record> T arguments(Class<T> type) {
        return job.arguments(type);
    }

    @Override
    public Instant deadline() {
        return job.deadline();
    }

    @Override
    public boolean isCancelled() {
        return job.isCancelled();
    }

    @Override
    public void progress(long done, long total, String message) {
        job.progress(done, total, message);
    }

    @Override
    public void log(String message) {
        job.log(message);
    }

    @Override
    public long request(JobRequest child) {
        return job.request(child);
    }

    @Override
    public long requestBatch(List<JobRequest> children, JobRequest completion) {
        return job.requestBatch(children, completion);
    }

    @Override
    public List<Long> requestChain(List<JobRequest> children) {
        return job.requestChain(children);
    }

    @Override
    public Optional<BatchOutcome> batch() {
        return job.batch();
    }

    @Override
    public Inventory inventory() {
        return job.inventory();
    }
}
