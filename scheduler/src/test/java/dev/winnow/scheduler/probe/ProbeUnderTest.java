package dev.winnow.scheduler.probe;

import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.daemon.settings.ProbeSettings;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.ProbedContent;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.signature.SignaturePolicy;
import dev.winnow.scheduler.discovery.Discovery;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.discovery.local.LocalSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.unit.DataSize;

/** The screen with a folder and a database of its own, and a clock that stands. */
final class ProbeUnderTest implements AutoCloseable {
    final PluginFolder plugins;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Path folder;
    private final TestDatabase database = TestServers.shared().freshDatabase();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private ProbeSettings settings = new ProbeSettings(true, Duration.ofSeconds(4), DataSize.ofMegabytes(256));

    ProbeUnderTest(Path root) {
        folder = root.resolve("plugins");
        plugins = new PluginFolder(folder);
        new DatabaseUpgrade(settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
        context.registerBean(DatabaseSettings.class, () -> settings(Account.SCHEDULER));
        context.register(DatabaseConfiguration.class);
        context.refresh();
    }

    void settings(ProbeSettings changed) {
        settings = changed;
    }

    private DatabaseSettings settings(Account account) {
        return new DatabaseSettings(database.host(), database.port(), database.name(), account.accountName(), database
                .password(account), "preferred");
    }

    PluginProbes probes() {
        return context.getBean(PluginProbes.class);
    }

    /** A fresh screen, as after a start. */
    ProbeScreen screen() {
        Path cache = folder.resolveSibling("cache");
        PluginSettings places = new PluginSettings(folder, Duration.ZERO, cache, List.of(),
                SignaturePolicy.OFF, Optional.empty(), 20, Duration.ofDays(14));
        return new ProbeScreen(settings, places, context.getBean(PluginStore.class), probes(), new ProbeMeters(meters),
                now::get);
    }

    /** What a look at the folder gives, with nothing published. */
    Looked look(PublishedPlugin... live) {
        ProbeScreen screen = screen();
        Optional<Generation> base = live.length == 0
                ? Optional.empty()
                : Optional.of(new Generation(1, "publish", null, "", now.get(), List.of(live)));
        try {
            Path work = Files.createDirectories(folder.resolveSibling("work"));
            List<Finding> seen = new Discovery(List.of(LocalSource.of(folder))).look(work);
            return new Looked((Finding.Read) screen.screen(seen, base).getFirst(), screen.started());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is on record for a content. */
    ProbedContent probed(PluginContent content) {
        return probes().find(content.digest()).orElseThrow();
    }

    /** Stores a content, as if it had been published. */
    void publish(PluginContent content) {
        LeaderLease.Held held = context.getBean(LeaderLease.class).acquire("test", Duration.ofMinutes(5)).orElseThrow();
        context.getBean(PluginPublisher.class).store(held, content);
    }

    /** The same content as published. */
    static PublishedPlugin published(PluginContent content) {
        return new PublishedPlugin(content.name(), content.digest(), PublishedPlugin.State.ACTIVE, LocalSource.NAME,
                content.folder().toString(), content.manifest());
    }

    @Override
    public void close() {
        context.close();
    }

    /**
     * What came of a look.
     *
     * @param started how many processes it took
     */
    record Looked(Finding.Read finding, long started) {
        List<String> good() {
            return finding.scan().plugins().stream().map(PluginContent::name).toList();
        }

        PluginContent content(String name) {
            return finding.scan().plugins().stream().filter(content -> content.name().equals(name)).findFirst()
                    .orElseThrow();
        }

        List<String> broken() {
            return finding.scan().broken().stream().sorted().toList();
        }

        List<PluginWarning> warnings(String name) {
            return finding.scan().warnings().stream().filter(warning -> warning.plugin().equals(name)).toList();
        }

        List<String> codes(String name) {
            return warnings(name).stream().map(warning -> warning.code().code()).toList();
        }

        String text(String name) {
            return String.join("\n", warnings(name).stream().map(String::valueOf).toList());
        }

        Map<String, List<String>> codesOf(Collection<String> names) {
            return names.stream().collect(Collectors.toMap(name -> name, this::codes));
        }
    }
}
