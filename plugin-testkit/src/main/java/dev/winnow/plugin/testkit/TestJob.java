package dev.winnow.plugin.testkit;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobCancelledException;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ResourceDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job without a worker: runs a handler or a harvester, and keeps what it logs, reports, asks for and finds. */
public final class TestJob implements JobContext {
    private final PluginContext plugin;
    private final TestInventory inventory;
    private final TestArguments arguments;
    private final List<String> log = new ArrayList<>();
    private final List<JobRequest> requests = new ArrayList<>();
    private int attempt = 1;
    private @Nullable String progress;
    private volatile boolean cancelled;

    private TestJob(PluginContext plugin, TestInventory inventory, Map<String, Object> arguments) {
        this.plugin = plugin;
        this.inventory = inventory;
        this.arguments = new TestArguments(arguments);
    }

    /** A first attempt with these arguments, as JSON has them. */
    public static TestJob of(PluginContext plugin, TestInventory inventory, Map<String, Object> arguments) {
        return new TestJob(plugin, inventory, arguments);
    }

    /** The same job's attempt of this number. */
    public TestJob asAttempt(int number) {
        attempt = number;
        return this;
    }

    /** Asks it to stop, as a person or a lost lease does. */
    public TestJob cancel() {
        cancelled = true;
        return this;
    }

    /** Runs a handler. */
    public JobResult run(JobHandler handler) throws Exception {
        return handler.run(this);
    }

    /**
     * Runs a harvester over a region.
     *
     * @return what it found by native id; of two with one id the later, as in a daemon
     * @throws JobCancelledException from the sink, after {@link #cancel()}
     */
    public Map<String, ResourceDescription> harvest(Harvester harvester, CloudAccount account, String region)
            throws Exception {
        Map<String, ResourceDescription> found = new LinkedHashMap<>();
        harvester.harvest(account, region, resource -> {
            checkCancelled();
            found.put(resource.nativeId(), resource);
        }, this);
        return found;
    }

    /** The lines it logged. */
    public List<String> logged() {
        return List.copyOf(log);
    }

    /** The child jobs it asked for. */
    public List<JobRequest> requests() {
        return List.copyOf(requests);
    }

    /** What it last said of its progress, {@code done/total message}; null for nothing. */
    public @Nullable String lastProgress() {
        return progress;
    }

    @Override
    public long jobId() {
        return 1;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Priority priority() {
        return Priority.P0;
    }

    @Override
    public String idempotencyKey() {
        return "test-job-1";
    }

    @Override
    public <T extends Record> T arguments(Class<T> type) {
        return arguments.bind(type);
    }

    /** Far away: a test cancels by {@link #cancel()}. */
    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void progress(long done, long total, String message) {
        progress = done + "/" + total + " " + message;
    }

    @Override
    public void log(String message) {
        log.add(message);
    }

    /** Keeps the request; the ids count from 2, and a unique key that was there before leads to its job. */
    @Override
    public long request(JobRequest child) {
        for (int i = 0; i < requests.size(); i++) {
            if (child.uniqueKey() != null && child.uniqueKey().equals(requests.get(i).uniqueKey())) {
                return i + 2;
            }
        }
        requests.add(child);
        return requests.size() + 1L;
    }

    /** Keeps the requests, the completion last; the batch's id is the completion's. */
    @Override
    public long requestBatch(List<JobRequest> children, JobRequest completion) {
        children.forEach(this::request);
        return request(completion);
    }

    @Override
    public List<Long> requestChain(List<JobRequest> children) {
        return children.stream().map(this::request).toList();
    }

    @Override
    public Optional<BatchOutcome> batch() {
        return Optional.empty();
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public PluginContext plugin() {
        return plugin;
    }
}
