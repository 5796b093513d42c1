package dev.winnow.worker;

import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.NewJob;
import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.QueueUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running job's view of the worker. */
final class WorkerJobContext implements JobContext {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerJobContext.class);

    private final RunningJob job;
    private final JobOutcomes.Started started;
    private final PluginContext plugin;
    private final JobServices services;
    private final JobNotes notes;

    WorkerJobContext(RunningJob job, JobOutcomes.Started started, PluginContext plugin, JobServices services,
            JobNotes notes) {
        this.job = job;
        this.started = started;
        this.plugin = plugin;
        this.services = services;
        this.notes = notes;
    }

    @Override
    public long jobId() {
        return job.envelope().jobId();
    }

    @Override
    public int attempt() {
        return job.envelope().attempt();
    }

    @Override
    public Priority priority() {
        return job.envelope().priority();
    }

    @Override
    public String idempotencyKey() {
        return "winnow-job-" + jobId();
    }

    @Override
    public <T extends Record> T arguments(Class<T> type) {
        return services.arguments().bind(job.envelope().type(), started.arguments(), type);
    }

    @Override
    public Instant deadline() {
        return job.deadline();
    }

    @Override
    public boolean isCancelled() {
        return job.stopReason() != null;
    }

    @Override
    public void progress(long done, long total, String message) {
        notes.progress(done, total, message);
    }

    @Override
    public void log(String message) {
        notes.log("info", message);
    }

    @Override
    public long request(JobRequest child) {
        checkCancelled();
        NewJob wanted = new NewJob(child, "job:" + jobId(), jobId(), started.correlationId());
        long id = services.intake().request(List.of(wanted)).getFirst();
        try {
            services.queue().ring();
        } catch (QueueUnavailableException e) {
            LOG.debug("The request for job {} stands in the ledger, the scheduler finds it without being rung", id, e);
        }
        return id;
    }

    @Override
    public long requestBatch(List<JobRequest> children, JobRequest completion) {
        throw new UnsupportedOperationException("comes with the worker");
    }

    @Override
    public List<Long> requestChain(List<JobRequest> children) {
        throw new UnsupportedOperationException("comes with the worker");
    }

    @Override
    public Optional<BatchOutcome> batch() {
        return Optional.empty();
    }

    @Override
    public Inventory inventory() {
        return services.inventories().apply(jobId());
    }

    @Override
    public PluginContext plugin() {
        return plugin;
    }
}
