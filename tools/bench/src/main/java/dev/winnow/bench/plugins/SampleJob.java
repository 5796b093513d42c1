package dev.winnow.bench.plugins;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A job without arguments that nobody cancels. */
record SampleJob(Instant deadline) implements JobContext {
    @Override
    public long jobId() {
        return 1;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Priority priority() {
        return Priority.P1;
    }

    @Override
    public String idempotencyKey() {
        return "bench";
    }

    @Override
    public <T extends Record> T arguments(Class<T> type) {
        return JsonMapper.shared().readValue("{}", type);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void progress(long done, long total, String message) {
        // Nobody looks.
    }

    @Override
    public void log(String message) {
        // Nobody reads.
    }

    @Override
    public long request(JobRequest child) {
        throw new UnsupportedOperationException("the sample job asks for none");
    }

    @Override
    public long requestBatch(List<JobRequest> children, JobRequest completion) {
        throw new UnsupportedOperationException("the sample job asks for none");
    }

    @Override
    public List<Long> requestChain(List<JobRequest> children) {
        throw new UnsupportedOperationException("the sample job asks for none");
    }

    @Override
    public Optional<BatchOutcome> batch() {
        return Optional.empty();
    }

    @Override
    public Inventory inventory() {
        throw new UnsupportedOperationException("the sample job uses none");
    }

    @Override
    public PluginContext plugin() {
        return Contexts.recording(List.of());
    }
}
