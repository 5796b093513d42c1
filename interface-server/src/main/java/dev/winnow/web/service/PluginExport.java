package dev.winnow.web.service;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.ContentDigest;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.source.PluginSource;
import dev.winnow.plugin.transfer.BundleException;
import dev.winnow.plugin.transfer.BundleIndex;
import dev.winnow.plugin.transfer.BundleWriter;
import dev.winnow.plugin.transfer.BundledPlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Service;

/** Writes a generation's plugins as one bundle, for an installation that no network reaches. */
@Service
public class PluginExport {
    private final PluginStore store;
    private final Audit audit;
    /** A bundle may take a gigabyte of disk while it is sent: one after the other. */
    private final Semaphore turn = new Semaphore(1);

    PluginExport(PluginStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /**
     * Writes a bundle into a temporary file, has it sent, and deletes it. It is whole and verified before the first
     * byte of it is sent.
     *
     * @param generation the one to export
     * @param names of the plugins wanted; none for all
     * @param withBundled whether those that ship with Winnow are wanted, too
     * @throws IOException if sending fails
     */
    public void send(Actor actor, long generation, List<String> names, boolean withBundled, Sender sender)
            throws IOException {
        BundleIndex index = index(generation, names, withBundled);
        if (!turn.tryAcquire()) {
            throw RefusedException.conflict("Another export is being written or sent; ask again when it is done.");
        }
        try {
            Path file = Files.createTempFile("winnow-export-", ".zip");
            try {
                write(file, index);
                audit.record(actor, "plugins.export", "generation:" + generation, Map.of("plugins",
                        index.plugins().stream().map(BundledPlugin::name).toList()));
                sender.send(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } finally {
            turn.release();
        }
    }

    private void write(Path file, BundleIndex index) throws IOException {
        try {
            BundleWriter.write(file, index, this::fetch);
        } catch (BundleException e) {
            throw RefusedException.conflict("Generation " + index.generation() + " cannot be exported: "
                    + e.getMessage() + ".");
        }
    }

    private BundleIndex index(long id, List<String> names, boolean withBundled) {
        Generation generation = store.find(id)
                .orElseThrow(() -> RefusedException.notFound("There is no generation " + id + "."));
        TreeSet<String> unknown = new TreeSet<>(names);
        List<BundledPlugin> plugins = new ArrayList<>();
        for (PublishedPlugin plugin : generation.plugins()) {
            boolean wanted = names.isEmpty()
                    ? withBundled || !plugin.source().equals(PluginSource.BUNDLED)
                    : names.contains(plugin.name());
            String digest = plugin.digest();
            Manifest manifest = plugin.manifest();
            if (digest != null && manifest != null) {
                unknown.remove(plugin.name());
                if (wanted) {
                    plugins.add(new BundledPlugin(plugin.name(), manifest.version(), digest,
                            store.signer(digest).orElse(null), files(plugin.name(), digest)));
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw RefusedException.invalid("plugin", "generation " + id + " has no content of "
                    + String.join(", ", unknown.stream().map(Shown::of).toList()));
        }
        if (plugins.isEmpty()) {
            throw RefusedException.conflict("Generation " + id + " has nothing to export"
                    + (withBundled ? "." : " but what ships with Winnow, which every installation has already."));
        }
        return new BundleIndex(id, generation.contentDigest(), plugins);
    }

    private List<ContentFile> files(String plugin, String digest) {
        List<ContentFile> files = store.files(digest);
        if (!ContentDigest.of(files).equals(digest)) {
            throw RefusedException.conflict("The files of plugin '" + plugin + "' are not in MySQL as they were"
                    + " published (digest " + digest + "); restart the scheduler, which publishes them again, and find"
                    + " out who may write to MySQL.");
        }
        return files;
    }

    private void fetch(ContentFile file, OutputStream out) throws IOException {
        Path temporary = Files.createTempFile("winnow-blob-", null);
        try {
            store.fetch(file.sha256(), temporary);
            Files.copy(temporary, out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Sends a file that is there until it returns. */
    @FunctionalInterface
    public interface Sender {
        void send(Path file) throws IOException;
    }
}
