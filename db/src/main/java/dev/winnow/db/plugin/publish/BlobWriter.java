package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import dev.winnow.db.Texts;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes files as content-addressed blobs, in chunks, holding one chunk at a time. */
final class BlobWriter {
    /** Well below the packet that MariaDB takes by default, even where every byte must be escaped. */
    static final int CHUNK_BYTES = 1 << 20;

    private final Database database;

    BlobWriter(Database database) {
        this.database = database;
    }

    /** Writes a file's bytes unless they are there. All of it or nothing. */
    void write(PluginContent plugin, ContentFile file) {
        if (isComplete(file)) {
            return;
        }
        Path path = plugin.folder().resolve(file.path());
        database.doInTransaction(() -> {
            try (InputStream in = Files.newInputStream(path)) {
                copy(plugin, file, in);
            } catch (IOException e) {
                throw new UncheckedIOException("file " + file.path() + " of plugin " + plugin.name()
                        + " cannot be read, nothing of this version is published: " + e.getMessage(), e);
            }
        });
    }

    private boolean isComplete(ContentFile file) {
        return database.first("SELECT SUM(LENGTH(bytes)) FROM plugin_blob WHERE sha256 = ? HAVING COUNT(*) > 0",
                (row, i) -> row.getLong(1), file.sha256()).filter(size -> size == file.size()).isPresent();
    }

    private void copy(PluginContent plugin, ContentFile file, InputStream in) throws IOException {
        MessageDigest digest = Texts.newSha256();
        byte[] buffer = new byte[CHUNK_BYTES];
        int chunk = 0;
        int read;
        // An empty file is one empty chunk.
        while ((read = in.readNBytes(buffer, 0, CHUNK_BYTES)) > 0 || chunk == 0) {
            digest.update(buffer, 0, read);
            database.update("""
                INSERT IGNORE INTO plugin_blob (sha256, chunk, bytes, created_at)
                VALUES (?, ?, ?, UTC_TIMESTAMP(3))""", file.sha256(), chunk,
                    read == CHUNK_BYTES ? buffer : Arrays.copyOf(buffer, read));
            chunk++;
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
            throw new IllegalStateException("file " + file.path() + " of plugin " + plugin.name()
                    + " changed while it was being published, nothing of this version is; restart the scheduler once "
                    + "the copying is done");
        }
    }
}
