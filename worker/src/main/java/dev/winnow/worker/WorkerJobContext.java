package dev.winnow.worker;

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
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running job's view of the worker. */
final class WorkerJobContext implements JobContext {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerJobContext.class);

    private final HeldJob job;
    private final PluginContext plugin;
    private final JobServices services;
    private final NotesKeeper notes;

    WorkerJobContext(HeldJob job, PluginContext plugin, JobServices services, NotesKeeper notes) {
        this.job = job;
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
        return services.arguments().bind(job.envelope().type(), input().arguments(), type);
    }

    @Override
    public Instant deadline() {
        return Objects.requireNonNull(job.run(), "its handler was not called").deadline();
    }

    @Override
    public boolean isCancelled() {
        return job.stopReason() != null;
    }

    @Override
    public void progress(long done, long total, String message) {
        notes.progress(job, Math.max(0, done), Math.max(0, total), text(message));
    }

    @Override
    public void log(String message) {
        notes.log(job, "info", text(message));
    }

    @Override
    public long request(JobRequest child) {
        checkCancelled();
        long id = services.intake().request(wanted(List.of(child))).getFirst();
        ring();
        return id;
    }

    @Override
    public long requestBatch(List<JobRequest> children, JobRequest completion) {
        checkCancelled();
        long id = services.intake().requestBatch(wanted(children), wanted(List.of(completion)).getFirst()).id();
        ring();
        return id;
    }

    @Override
    public List<Long> requestChain(List<JobRequest> children) {
        checkCancelled();
        List<Long> ids = services.intake().requestChain(wanted(children));
        ring();
        return ids;
    }

    @Override
    public Optional<BatchOutcome> batch() {
        return services.queries().batchOutcome(jobId());
    }

    @Override
    public Inventory inventory() {
        return services.inventories().apply(jobId());
    }

    @Override
    public PluginContext plugin() {
        return plugin;
    }

    /** A plugin hands over what its author did not expect to be null. */
    private static String text(String message) {
        return Objects.requireNonNullElse(message, "");
    }

    private List<NewJob> wanted(List<JobRequest> children) {
        return children.stream()
                .map(child -> new NewJob(child, "job:" + jobId(), jobId(), input().correlationId())).toList();
    }

    private JobInput input() {
        return Objects.requireNonNull(job.input(), "it was admitted without its arguments");
    }

    private void ring() {
        try {
            services.queue().ring();
        } catch (QueueUnavailableException e) {
            LOG.debug("What job {} asked for stands in the ledger, the scheduler finds it without being rung", jobId(),
                    e);
        }
    }
}
