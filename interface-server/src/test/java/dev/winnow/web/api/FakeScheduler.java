package dev.winnow.web.api;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.db.request.Requests;
import dev.winnow.embedded.Account;
import dev.winnow.web.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Stands in for the leading scheduler: under its account it leads, publishes and answers requests. */
public final class FakeScheduler implements AutoCloseable {
    /** As the leading scheduler answers it, with a member of a later version. */
    private static final Map<String, Object> PLAN = Map.of("message", "1 plugin would change.", "changed", true, "base",
            1, "plugins",
            List.of(Map.of("name", "shop", "change", "added", "toVersion", "1.0.0", "toDigest", "d", "source", "local",
                    "files", Map.of("added", List.of("plugin.py")), "extensions",
                    Map.of("added", List.of(Map.of("kind", "filter", "name", "cheap"))))),
            "warnings", List.of(Map.of("plugin", "shop", "code", "P304", "message", "no Python", "file", "a.py")),
            "restart", List.of(Map.of("kind", "worker", "host", "h", "pid", 12, "generation", 1)), "refusedRemovals",
            List.of(), "future", 1);

    private final TestServer server;
    private final Thread thread;
    private volatile boolean running = true;

    public FakeScheduler(TestServer server, Function<Requests.Request, String> outcomes) {
        this.server = server;
        server.as(Account.SCHEDULER, ProcessTable.class).save(row());
        Requests requests = server.as(Account.SCHEDULER, Requests.class);
        thread = Thread.ofPlatform().daemon().start(() -> {
            while (running) {
                requests.unanswered(10).forEach(request -> requests.answer(request.id(), outcomes.apply(request),
                        request.kind().equals("plugins.plan")
                                ? PLAN
                                : Map.of("message",
                                        "carried out " + request.kind(), "seen", request.arguments().toString()),
                        "test"));
                LockSupport.parkNanos(20_000_000);
            }
        });
    }

    /** Publishes a generation with one broken plugin. */
    public static void publishBroken(TestServer server, String name) {
        LeaderLease.Held held = server.as(Account.SCHEDULER, LeaderLease.class)
                .acquire("test", Duration.ofMinutes(5)).orElseThrow();
        server.as(Account.SCHEDULER, PluginPublisher.class).publish(held,
                List.of(new PluginEntry(name, null, PublishedPlugin.State.BROKEN, "local", "/plugins/" + name)));
    }

    private static ProcessRow row() {
        return new ProcessRow("s1", "scheduler", "test", 1, "test", "settled", true, 1L, "", 0, 0, 1, Instant.now(),
                Instant.now());
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
        server.as(Account.SCHEDULER, ProcessTable.class).remove("s1");
    }
}
