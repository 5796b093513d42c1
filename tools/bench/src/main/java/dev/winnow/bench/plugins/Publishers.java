package dev.winnow.bench.plugins;

import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.PluginContent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Publishes as the scheduler does once it leads and has read the plugins. */
record Publishers(PluginPublisher publisher, LeaderLease.Held leadership) {
    private static final Duration TERM = Duration.ofHours(1);

    /** One that leads. */
    static Publishers of(BenchDatabase database) {
        return new Publishers(database.as(Account.SCHEDULER, PluginPublisher.class),
                database.as(Account.SCHEDULER, LeaderLease.class).acquire(UUID.randomUUID().toString(), TERM)
                        .orElseThrow());
    }

    /** Stores these and makes a generation of them. */
    void publish(List<PluginContent> plugins) {
        plugins.forEach(plugin -> publisher.store(leadership, plugin));
        publisher.publish(leadership, plugins.stream().map(plugin -> new PluginEntry(plugin.name(), plugin.digest(),
                PublishedPlugin.State.ACTIVE, "local", plugin.folder().toString())).toList());
    }

    /** Gives the lead back, so that another process can have it. */
    void resign(BenchDatabase database) {
        database.as(Account.SCHEDULER, LeaderLease.class).release(leadership);
    }
}
