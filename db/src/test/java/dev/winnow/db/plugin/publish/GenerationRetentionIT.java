package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.Texts;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.ProbedContent;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is cleared away, and what is not, by a scheduler's own account. */
class GenerationRetentionIT {
    private static final Duration TERM = Duration.ofMinutes(5);
    private static final RetentionPolicy TWO = new RetentionPolicy(2, Duration.ofDays(14));

    @TempDir
    Path folder;

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final PluginPublisher publisher = database.as(Account.SCHEDULER, PluginPublisher.class);
    private final GenerationRetention retention = database.as(Account.SCHEDULER, GenerationRetention.class);
    private final LeaderLease lease = database.as(Account.SCHEDULER, LeaderLease.class);
    private final PluginStore store = database.as(Account.WORKER, PluginStore.class);
    private final String owner = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void oldGenerationsGoAndWithThemWhatOnlyTheyName() throws IOException {
        PluginContent shared = content("shared", new byte[]{9});
        List<PluginContent> versions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            PluginContent version = content("p", large(i));
            versions.add(version);
            publish(shared, version);
            database.as(Account.SCHEDULER, PluginProbes.class).save(probed(version.digest()));
        }
        age(2);
        assertThat(retention.clear(lead(), TWO).isNothing()).as("younger than fourteen days").isTrue();
        age(30);

        GenerationRetention.Cleared cleared = retention.clear(lead(), TWO);

        assertThat(cleared.generations()).containsExactly(1L, 2L, 3L);
        assertThat(cleared.contents()).isEqualTo(3);
        assertThat(cleared.chunks()).isEqualTo(3 * 20);
        assertThat(cleared.probes()).isEqualTo(3);
        assertThat(store.latest(10)).extracting(Generation::id).containsExactly(5L, 4L);
        assertThat(store.keptDigests()).containsExactlyInAnyOrder(shared.digest(), versions.get(3).digest(),
                versions.get(4).digest());
        assertThat(store.files(versions.getFirst().digest())).isEmpty();
        assertThat(publisher.gaps(5)).isEmpty();
        assertThat(publisher.gaps(4)).isEmpty();
        assertThat(database.sql().number("SELECT COUNT(*) FROM generation_plugin")).isEqualTo(4);
        assertThat(retention.clear(lead(), TWO).isNothing()).isTrue();
        assertThatThrownBy(() -> publisher.rollback(lead(), 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no generation 1");
        assertThat(publisher.publish(lead(), List.of()).id()).as("numbers go on").isEqualTo(6);
    }

    @Test
    void whatAProcessRunsAndWhatAnUnfinishedJobNamesStays() throws IOException {
        for (int i = 0; i < 6; i++) {
            publish(content("p", new byte[]{(byte) i}));
        }
        age(30);
        database.as(Account.WORKER, ProcessTable.class).save(new ProcessRow(UUID.randomUUID().toString(), "worker",
                "h", 7, "1", "ready", false, 2L, "p0", 1, 0, 0, Instant.now(), Instant.now()));
        NewJob job = new NewJob(JobRequest.of("t", Priority.P0, Map.of()), "user:ada", null, "c");
        long queued = database.as(Account.SCHEDULER, JobDispatch.class).enqueue(List.of(job), 3L).getFirst().id();

        assertThat(retention.clear(lead(), TWO).generations()).containsExactly(1L, 4L);

        database.sql().update("UPDATE job SET state = 'succeeded' WHERE id = ?", queued);
        assertThat(retention.clear(lead(), TWO).generations()).containsExactly(3L);
        assertThat(store.before(5)).hasValueSatisfying(kept -> assertThat(kept.id()).isEqualTo(2));
        assertThat(store.before(2)).isEmpty();
    }

    @Test
    void whatIsOnItsWayIsNotCollectedForADay() throws IOException {
        publisher.store(lead(), content("new", new byte[]{1}));
        assertThat(retention.clear(lead(), TWO).isNothing()).isTrue();
        age(2);
        GenerationRetention.Cleared cleared = retention.clear(lead(), TWO);
        assertThat(List.of(cleared.contents(), cleared.chunks())).containsExactly(1, 1);
    }

    @Test
    void oneWhoLedBeforeAndWakesUpDeletesNothingFromUnderTheNextLeadersPublish() throws IOException {
        PluginContent orphan = content("orphan", large(1));
        publisher.store(lead(), orphan);
        age(30);
        LeaderLease.Held former = lead();
        lease.release(former);
        LeaderLease.Held next = lease.acquire(UUID.randomUUID().toString(), TERM).orElseThrow();
        // The next leader finds the orphan's bytes and writes none.
        publisher.store(next, orphan);

        assertThatThrownBy(() -> retention.clear(former, TWO)).isInstanceOf(LeadershipLostException.class);

        Generation published = publisher.publish(next, List.of(active(orphan)));
        assertThat(publisher.gaps(published.id())).isEmpty();
        assertThat(store.files(orphan.digest())).hasSize(1);
    }

    @Test
    void aReaderSeesAnOldGenerationWholeOrNotAtAllWhileItIsDeleted() throws Exception {
        List<PluginEntry> entries = new ArrayList<>();
        for (int p = 0; p < 60; p++) {
            entries.add(new PluginEntry("p" + p, null, PublishedPlugin.State.BROKEN, "local", "x"));
        }
        for (int i = 0; i < 40; i++) {
            publisher.publish(lead(), entries);
        }
        age(30);
        AtomicBoolean done = new AtomicBoolean();
        Set<Integer> sizes = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                for (long id = 1; id <= 40; id++) {
                    store.find(id).ifPresent(found -> sizes.add(found.plugins().size()));
                }
            }
        });
        retention.clear(lead(), TWO);
        done.set(true);
        reader.join();
        assertThat(sizes).containsExactly(60);
        assertThat(store.latest(100)).hasSize(2);
    }

    @Test
    void theConnectionOfAProcessThatIsStoppedInTheMiddleOfATransactionEndsByItself() {
        assertThat(database.as(Account.SCHEDULER, Database.class).number("SELECT @@wait_timeout"))
                .isEqualTo(90);
    }

    private void publish(PluginContent... contents) {
        for (PluginContent content : contents) {
            publisher.store(lead(), content);
        }
        publisher.publish(lead(), Arrays.stream(contents).map(GenerationRetentionIT::active).toList());
    }

    private void age(int days) {
        for (String table : List.of("plugin_generation", "plugin_content", "plugin_blob")) {
            database.sql().update("UPDATE " + table + " SET created_at = UTC_TIMESTAMP(3) - INTERVAL ? DAY", days);
        }
        database.sql().update("UPDATE plugin_probe SET probed_at = UTC_TIMESTAMP(3) - INTERVAL ? DAY", days);
    }

    private LeaderLease.Held lead() {
        return lease.acquire(owner, TERM).orElseThrow();
    }

    private static ProbedContent probed(String digest) {
        return new ProbedContent(digest, "1.0", true, List.of(), List.of(), Duration.ZERO, 1,
                Instant.EPOCH);
    }

    private static PluginEntry active(PluginContent content) {
        return new PluginEntry(content.name(), content.digest(), PublishedPlugin.State.ACTIVE, "local", "/plugins");
    }

    /** More than is deleted in one transaction. */
    private static byte[] large(int first) {
        byte[] bytes = new byte[19 * BlobWriter.CHUNK_BYTES + 1];
        bytes[0] = (byte) first;
        return bytes;
    }

    private PluginContent content(String name, byte[] bytes) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name + UUID.randomUUID()));
        Files.write(root.resolve("a"), bytes);
        String sha256 = HexFormat.of().formatHex(Texts.newSha256().digest(bytes));
        Manifest manifest = new Manifest(name, "1.0.0", "", "", PluginLanguage.NONE, "", Map.of(), List.of(), Set.of(),
                List.of(), List.of());
        return new PluginContent(manifest, root, List.of(new ContentFile("a", sha256, bytes.length)),
                Texts.sha256(List.of(name, sha256)));
    }
}
