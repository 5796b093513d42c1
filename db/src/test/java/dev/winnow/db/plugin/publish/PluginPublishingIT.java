package dev.winnow.db.plugin.publish;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.Texts;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.SettingField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginPublishingIT {
    private static final Duration TERM = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final PluginPublisher publisher = database.as(Account.SCHEDULER, PluginPublisher.class);
    private final LeaderLease lease = database.as(Account.SCHEDULER, LeaderLease.class);
    private final PluginStore store = database.as(Account.WORKER, PluginStore.class);
    private final String owner = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        for (String table : List.of("plugin_blob", "plugin_content", "plugin_file", "plugin_generation",
                "generation_plugin", "leader_lease")) {
            database.sql().update("DELETE FROM " + table);
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aPluginComesBackByteByByte() throws IOException {
        byte[] large = new byte[3 * BlobWriter.CHUNK_BYTES + 17];
        new Random(1).nextBytes(large);
        PluginContent content = content("big", Map.of("plugin.py", "load".getBytes(StandardCharsets.UTF_8), "empty",
                new byte[0], "assets/data.bin", large, "assets/exact.bin",
                java.util.Arrays.copyOf(large, BlobWriter.CHUNK_BYTES)));
        publisher.store(lead(), content);
        Generation published = publisher.publish(lead(), List.of(active(content)));

        Generation current = store.current().orElseThrow();
        assertThat(current).isEqualTo(published);
        assertThat(current.plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.manifest()).isEqualTo(content.manifest());
            assertThat(plugin.state()).isEqualTo(PublishedPlugin.State.ACTIVE);
        });
        assertThat(store.files(content.digest())).isEqualTo(content.files());
        for (ContentFile file : store.files(content.digest())) {
            Path target = folder.resolve("fetched");
            store.fetch(file.sha256(), target);
            assertThat(target).hasSameBinaryContentAs(content.folder().resolve(file.path()));
        }
        assertThat(database.sql().number("SELECT MAX(LENGTH(bytes)) FROM plugin_blob"))
                .isEqualTo(BlobWriter.CHUNK_BYTES);
        assertThatThrownBy(() -> store.fetch("f".repeat(64), folder.resolve("nothing")))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("not in MySQL");
    }

    @Test
    void storingAgainWritesNothing() throws IOException {
        PluginContent content = content("again", Map.of("a", new byte[]{1}, "b", new byte[]{2}));
        publisher.store(lead(), content);
        database.sql().update("UPDATE plugin_blob SET created_at = '2020-01-01'");
        publisher.store(lead(), content);
        publisher.store(lead(), content("other", Map.of("a", new byte[]{1})));
        assertThat(database.sql().number("SELECT COUNT(*) FROM plugin_blob WHERE created_at > '2020-01-01'")).isZero();
        assertThat(database.sql().number("SELECT COUNT(*) FROM plugin_content")).isEqualTo(2);
    }

    @Test
    void aHalfWrittenBlobIsCompleted() throws IOException {
        PluginContent content = content("half", Map.of("a", new byte[2 * BlobWriter.CHUNK_BYTES]));
        publisher.store(lead(), content);
        database.sql().update("DELETE FROM plugin_content");
        database.sql().update("DELETE FROM plugin_blob WHERE chunk = 1");
        publisher.store(lead(), content);
        store.fetch(content.files().getFirst().sha256(), folder.resolve("fetched"));
        assertThat(folder.resolve("fetched")).hasSize(2L * BlobWriter.CHUNK_BYTES);
    }

    @Test
    void aFileThatChangesMeanwhileIsNotStored() throws IOException {
        PluginContent content = content("torn", Map.of("a", new byte[]{1}));
        Files.write(content.folder().resolve("a"), new byte[]{2});
        assertThatThrownBy(() -> publisher.store(lead(), content)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("file a of plugin torn changed");
        assertThat(database.sql().number("SELECT COUNT(*) FROM plugin_blob")).isZero();
        assertThatThrownBy(() -> publisher.publish(lead(), List.of(active(content))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("torn is not in MySQL");
        assertThat(store.current()).isEmpty();
        assertThat(database.sql().number("SELECT COUNT(*) FROM generation_plugin")).isZero();
    }

    @Test
    void theSameSetIsKnownAgainInAnyOrder() throws IOException {
        PluginContent a = content("a", Map.of("x", new byte[]{1}));
        PluginContent b = content("b", Map.of("x", new byte[]{2}));
        publisher.store(lead(), a);
        publisher.store(lead(), b);
        Generation generation = publisher.publish(lead(), List.of(active(a), active(b)));
        assertThat(ContentDigest.of(List.of(active(b), active(a)))).isEqualTo(generation.contentDigest());
        assertThat(ContentDigest.of(List.of(active(a)))).isNotEqualTo(generation.contentDigest());
        assertThat(ContentDigest.of(List.of(active(a),
                new PluginEntry("b", b.digest(), PublishedPlugin.State.STALE, "local", "/plugins/b"))))
                .isNotEqualTo(generation.contentDigest());
    }

    @Test
    void aRollbackIsANewGenerationOfOldContent() throws IOException {
        PluginContent a = content("a", Map.of("x", new byte[]{1}));
        publisher.store(lead(), a);
        Generation first = publisher.publish(lead(), List.of(active(a)));
        publisher.publish(lead(),
                List.of(new PluginEntry("a", null, PublishedPlugin.State.BROKEN, "local", "/plugins/a")));
        Generation back = publisher.rollback(lead(), first.id());
        assertThat(back.id()).isEqualTo(3);
        assertThat(back.reason()).isEqualTo("rollback");
        assertThat(back.rolledBackTo()).isEqualTo(1);
        assertThat(back.contentDigest()).isEqualTo(first.contentDigest());
        assertThat(back.plugins()).isEqualTo(first.plugins());
        assertThat(store.latest(2)).extracting(Generation::id).containsExactly(3L, 2L);
        assertThatThrownBy(() -> publisher.rollback(lead(), 99)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no generation 99");
    }

    @Test
    void whoLeadsNoMorePublishesNothing() {
        LeaderLease.Held old = lead();
        lease.release(old);
        lease.acquire(UUID.randomUUID().toString(), TERM);
        assertThatThrownBy(() -> publisher.publish(old, List.of())).isInstanceOf(LeadershipLostException.class);
        assertThat(store.latest(10)).isEmpty();
    }

    @Test
    void readersSeeWholeGenerationsWhileMoreArePublished() throws Exception {
        int plugins = 40;
        LeaderLease.Held leader = lead();
        AtomicBoolean done = new AtomicBoolean();
        List<Integer> sizes = new ArrayList<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                store.current().ifPresent(generation -> sizes.add(generation.plugins().size()));
            }
        });
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            List<Future<Generation>> publishing = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                String source = "s" + i;
                List<PluginEntry> entries = new ArrayList<>();
                for (int p = 0; p < plugins; p++) {
                    entries.add(new PluginEntry("p" + p, null, PublishedPlugin.State.BROKEN, source, "x"));
                }
                publishing.add(pool.submit(() -> publisher.publish(leader, entries)));
            }
            for (Future<Generation> one : publishing) {
                assertThat(one.get().plugins()).extracting(PublishedPlugin::source).containsOnly(
                        one.get().plugins().getFirst().source());
            }
        }
        done.set(true);
        reader.join();
        assertThat(sizes).isNotEmpty().containsOnly(plugins);
        assertThat(store.current().orElseThrow().id()).isEqualTo(15);
    }

    @Test
    void aContentWithAGapIsFilledWhenItIsStoredAgainAndAGapThatWasThereHoldsNoOtherPluginBack() throws IOException {
        PluginContent damaged = content("damaged", Map.of("a", new byte[2 * BlobWriter.CHUNK_BYTES]));
        PluginContent other = content("other", Map.of("b", new byte[]{1}));
        publisher.store(lead(), damaged);
        Generation first = publisher.publish(lead(), List.of(active(damaged)));
        database.sql().update("DELETE FROM plugin_blob WHERE chunk = 1");
        assertThat(publisher.gaps(first.id())).containsExactly(damaged.digest());

        publisher.store(lead(), other);
        assertThat(publisher.publish(lead(), List.of(active(damaged), active(other))).id()).isEqualTo(2);
        publisher.store(lead(), damaged);

        assertThat(publisher.gaps(2)).isEmpty();
    }

    @Test
    void whoLeadsNoMoreStoresNoContentThatCouldBePublished() throws IOException {
        LeaderLease.Held old = lead();
        lease.release(old);
        lease.acquire(UUID.randomUUID().toString(), TERM);
        PluginContent content = content("late", Map.of("a", new byte[]{1}));
        assertThatThrownBy(() -> publisher.store(old, content)).isInstanceOf(LeadershipLostException.class);
        assertThat(database.sql().number("SELECT COUNT(*) FROM plugin_content")).isZero();
        assertThat(database.sql().number("SELECT COUNT(*) FROM plugin_file")).isZero();
    }

    @Test
    void aSourceIsRememberedAsItWasSeen() {
        SourceStatus status = new SourceStatus("local", "/plugins", true, Instant.parse("2026-01-01T00:00:00Z"), null,
                "is empty", true, "a".repeat(64));
        publisher.recordSource(status);
        assertThat(store.sources()).containsExactly(status);
        SourceStatus better = new SourceStatus("local", "/plugins", true, Instant.parse("2026-01-01T00:00:01Z"),
                Instant.parse("2026-01-01T00:00:01Z"), null, false, null);
        publisher.recordSource(better);
        assertThat(store.sources()).containsExactly(better);
        publisher.forgetSource("local");
        assertThat(store.sources()).isEmpty();
    }

    private LeaderLease.Held lead() {
        return lease.acquire(owner, TERM).orElseThrow();
    }

    private static PluginEntry active(PluginContent content) {
        return new PluginEntry(content.name(), content.digest(), PublishedPlugin.State.ACTIVE, "local",
                "/plugins/" + content.name());
    }

    private PluginContent content(String name, Map<String, byte[]> files) throws IOException {
        Path root = folder.resolve(name + UUID.randomUUID());
        List<ContentFile> listed = new ArrayList<>();
        for (String path : files.keySet().stream().sorted().toList()) {
            byte[] bytes = files.getOrDefault(path, new byte[0]);
            Files.createDirectories(root.resolve(path).getParent());
            Files.write(root.resolve(path), bytes);
            listed.add(new ContentFile(path, HexFormat.of().formatHex(Texts.newSha256().digest(bytes)), bytes.length));
        }
        Manifest manifest = new Manifest(name, "1.2.3", "says \"ä\"", "me", PluginLanguage.PYTHON, ">=1.0",
                Map.of("other", ">=2"), List.of("plugin.py"), Set.of("network"),
                List.of(SettingField.text("t", "T", "help").withDefault("x").asRequired()),
                List.of(new FrontendModule(name + ".page", FrontendModule.Kind.PAGE, "Page", "assets/index.html", "ban",
                        Set.of("viewer"))));
        return new PluginContent(manifest, root, listed,
                Texts.sha256(listed.stream().map(file -> file.path() + file.sha256()).toList()));
    }
}
