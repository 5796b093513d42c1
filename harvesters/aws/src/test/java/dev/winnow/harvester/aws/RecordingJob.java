package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.ResourceSink;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.net.Authenticator;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job without a worker: keeps what a handler says and saves. */
final class RecordingJob implements JobContext, PluginContext, Inventory, Outbound {
    private final Map<String, ResourceDescription> found = new LinkedHashMap<>();
    private final List<String> logged = new ArrayList<>();
    private final List<ResourceDescription> saved = new ArrayList<>();
    private @Nullable Resource resource;
    private @Nullable CloudAccount account;

    ResourceSink sink() {
        return description -> found.put(description.nativeId(), description);
    }

    Map<String, ResourceDescription> found() {
        return found;
    }

    List<String> logged() {
        return logged;
    }

    List<ResourceDescription> saved() {
        return saved;
    }

    void inventoryHolds(Resource held, CloudAccount itsAccount) {
        resource = held;
        account = itsAccount;
    }

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
        return Priority.P0;
    }

    @Override
    public String idempotencyKey() {
        return "1";
    }

    @Override
    public <T extends Record> T arguments(Class<T> type) {
        return type.cast(new InstanceAction.Arguments(1));
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void progress(long done, long total, String message) {
    }

    @Override
    public void log(String message) {
        logged.add(message);
    }

    @Override
    public long request(JobRequest child) {
        throw new AssertionError("no child job is expected of this plugin");
    }

    @Override
    public long requestBatch(List<JobRequest> children, JobRequest completion) {
        throw new UnsupportedOperationException("no child job is expected of this plugin");
    }

    @Override
    public List<Long> requestChain(List<JobRequest> children) {
        throw new UnsupportedOperationException("no child job is expected of this plugin");
    }

    @Override
    public Optional<BatchOutcome> batch() {
        return Optional.empty();
    }

    @Override
    public Inventory inventory() {
        return this;
    }

    @Override
    public PluginContext plugin() {
        return this;
    }

    @Override
    public Optional<CloudAccount> account(long id) {
        return Optional.ofNullable(account);
    }

    @Override
    public List<CloudAccount> accounts() {
        return account == null ? List.of() : List.of(account);
    }

    @Override
    public Optional<Resource> resource(long id) {
        return Optional.ofNullable(resource);
    }

    @Override
    public void save(CloudAccount of, String resourceType, ResourceDescription description) {
        saved.add(description);
    }

    @Override
    public String pluginName() {
        return "aws";
    }

    @Override
    public String pluginVersion() {
        return "1.0.0";
    }

    @Override
    public Settings settings() {
        return Settings.NONE;
    }

    @Override
    public Secrets secrets() {
        return reference -> reference;
    }

    @Override
    public Outbound outbound() {
        return this;
    }

    @Override
    public void register(Extension extension) {
        throw new AssertionError("registering is over");
    }

    @Override
    public void warn(String message) {
    }

    @Override
    public ProxySelector proxySelector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            }
        };
    }

    @Override
    public Optional<Authenticator> proxyAuthenticator() {
        return Optional.empty();
    }
}
