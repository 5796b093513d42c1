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
    private final List<Batch> batches = new ArrayList<>();
    private final List<List<JobRequest>> chains = new ArrayList<>();
    private int attempt = 1;
    private @Nullable BatchOutcome batch;
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

    /** Makes it the completion job of a batch of so many, of which so many succeeded. */
    public TestJob asCompletionOf(long total, long succeeded) {
        if (total < 1 || succeeded < 0 || succeeded > total) {
            throw new IllegalArgumentException("a batch has one job at least, and no more succeed than there are; got "
                    + succeeded + " of " + total);
        }
        batch = new BatchOutcome(1, total, succeeded);
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

    /** The child jobs it asked for, those of batches and chains among them. */
    public List<JobRequest> requests() {
        return List.copyOf(requests);
    }

    /** The batches it asked for. */
    public List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** The chains it asked for, each in its order. */
    public List<List<JobRequest>> chains() {
        return List.copyOf(chains);
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

    /**
     * Keeps the request; the ids count from 2. One whose unique or idempotency key was there before is that job: nothing
     * is ever finished here.
     */
    @Override
    public long request(JobRequest child) {
        for (int i = 0; i < requests.size(); i++) {
            if (isSame(child.uniqueKey(), requests.get(i).uniqueKey())
                    || isSame(child.options().idempotencyKey(), requests.get(i).options().idempotencyKey())) {
                return i + 2L;
            }
        }
        requests.add(child);
        return requests.size() + 1L;
    }

    /** Keeps the requests, the completion last, and the batch; the batches' ids count from 1. */
    @Override
    public long requestBatch(List<JobRequest> children, JobRequest completion) {
        if (children.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one job besides its completion");
        }
        children.forEach(this::request);
        request(completion);
        batches.add(new Batch(batches.size() + 1L, children, completion));
        return batches.size();
    }

    /** Keeps the requests and the chain. */
    @Override
    public List<Long> requestChain(List<JobRequest> children) {
        if (children.isEmpty()) {
            throw new IllegalArgumentException("a chain needs at least one job");
        }
        chains.add(List.copyOf(children));
        return children.stream().map(this::request).toList();
    }

    /** Empty, unless it was made {@link #asCompletionOf a completion}. */
    @Override
    public Optional<BatchOutcome> batch() {
        return Optional.ofNullable(batch);
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public PluginContext plugin() {
        return plugin;
    }

    private static boolean isSame(@Nullable String wanted, @Nullable String other) {
        return wanted != null && wanted.equals(other);
    }

    /**
     * A batch that was asked for.
     *
     * @param id as the handler was given it
     * @param members what runs at the same time
     * @param completion what runs when all of them are finished
     */
    public record Batch(long id, List<JobRequest> members, JobRequest completion) {
        public Batch {
            members = List.copyOf(members);
        }
    }
}
