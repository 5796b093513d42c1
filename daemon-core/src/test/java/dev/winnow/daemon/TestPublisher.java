package dev.winnow.daemon;

import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Publishes small plugins of one page each, as a leading scheduler does. */
final class TestPublisher implements AutoCloseable {
    private final Path folder;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    TestPublisher(DatabaseSettings settings, Path folder) {
        this.folder = folder;
        context.registerBean(DatabaseSettings.class, () -> settings);
        context.register(DatabaseConfiguration.class);
        context.refresh();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void publish(String... names) throws Exception {
        PluginPublisher publisher = bean(PluginPublisher.class);
        LeaderLease.Held held = bean(LeaderLease.class).acquire("test", Duration.ofMinutes(5)).orElseThrow();
        List<PluginEntry> entries = new ArrayList<>();
        for (String name : names) {
            PluginContent content = new ContentReader().readUnpacked(plugin(name), name).content();
            publisher.store(held, content);
            entries.add(new PluginEntry(name, content.digest(), PublishedPlugin.State.ACTIVE, "local", "here"));
        }
        publisher.publish(held, entries);
    }

    /** Publishes these folders, named as their plugins, whatever a scheduler would say of them. */
    void publishAs(String source, Path... plugins) throws Exception {
        PluginPublisher publisher = bean(PluginPublisher.class);
        LeaderLease.Held held = bean(LeaderLease.class).acquire("test", Duration.ofMinutes(5)).orElseThrow();
        List<PluginEntry> entries = new ArrayList<>();
        for (Path plugin : plugins) {
            PluginContent content = new ContentReader()
                    .readUnpacked(plugin, String.valueOf(plugin.getFileName())).content();
            publisher.store(held, content);
            entries.add(
                    new PluginEntry(content.name(), content.digest(), PublishedPlugin.State.ACTIVE, source, "here"));
        }
        publisher.publish(held, entries);
    }

    @Override
    public void close() {
        context.close();
    }

    Path plugin(String name) throws Exception {
        return plugin(folder, name);
    }

    static Path plugin(Path folder, String name) throws Exception {
        Path plugin = folder.resolve(name);
        Files.createDirectories(plugin.resolve("assets"));
        Files.writeString(plugin.resolve("assets/index.html"), name);
        Files.writeString(plugin.resolve("plugin.json"), """
            {"name": "%s", "version": "1.0.0", "description": "d", "author": "a",
             "ui": [{"kind": "page", "id": "p", "title": "T", "entry": "assets/index.html", "icon": "ban",
                     "roles": ["viewer"]}]}""".formatted(name));
        return plugin;
    }
}
