package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A job's context that remembers what it is told. */
final class TestJob implements JobContext {
    final List<String> said = new CopyOnWriteArrayList<>();
    final List<JobRequest> requested = new CopyOnWriteArrayList<>();
    volatile boolean cancelled;
    @Nullable
    BatchOutcome batch;
    @Nullable
    Inventory inventory;
    private final Map<String, Object> arguments;

    TestJob(Map<String, Object> arguments) {
        this.arguments = arguments;
    }

    @Override
    public long jobId() {
        return 1L << 60;
    }

    @Override
    public int attempt() {
        return 2;
    }

    @Override
    public Priority priority() {
        return Priority.P1;
    }

    @Override
    public String idempotencyKey() {
        return "key";
    }

    @Override
    public <T extends Record> T arguments(Class<T> type) {
        return JsonMapper.builder().build().convertValue(arguments, type);
    }

    @Override
    public Instant deadline() {
        return Instant.parse("2026-12-01T00:00:00Z");
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void progress(long done, long total, String message) {
        said.add(done + "/" + total + " " + message);
    }

    @Override
    public void log(String message) {
        said.add(message);
    }

    @Override
    public long request(JobRequest child) {
        requested.add(child);
        return 42;
    }

    @Override
    public long requestBatch(List<JobRequest> children, JobRequest completion) {
        requested.addAll(children);
        requested.add(completion);
        return 1L << 60;
    }

    @Override
    public List<Long> requestChain(List<JobRequest> children) {
        requested.addAll(children);
        return LongStream.range(0, children.size()).mapToObj(i -> (1L << 60) + i).toList();
    }

    @Override
    public Optional<BatchOutcome> batch() {
        return Optional.ofNullable(batch);
    }

    @Override
    public Inventory inventory() {
        return Objects.requireNonNull(inventory, "this test has none");
    }

    @Override
    public PluginContext plugin() {
        throw new UnsupportedOperationException("not given to Python");
    }
}
