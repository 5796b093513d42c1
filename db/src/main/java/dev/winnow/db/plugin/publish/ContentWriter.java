package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.signature.SignatureCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes one version of a plugin: its bytes, then its files and the row that says that it is there. */
final class ContentWriter {
    private final Database database;
    private final LeaderLease lease;
    private final BlobWriter blobs;
    private final Wholeness wholeness;

    ContentWriter(Database database, LeaderLease lease) {
        this.database = database;
        this.lease = lease;
        this.blobs = new BlobWriter(database);
        this.wholeness = new Wholeness(database);
    }

    void write(LeaderLease.Held leadership, PluginContent content) {
        if (wholeness.isWhole(content.digest())) {
            return;
        }
        content.files().forEach(file -> blobs.write(content, file));
        String signer = SignatureCheck.signer(content).orElse(null);
        database.doInTransaction(() -> {
            // Bytes may be written by anybody, they are what their name says. But while these rows are, nobody clears up.
            lease.check(leadership);
            writeRows(content, signer);
            if (!wholeness.isWhole(content.digest())) {
                throw new IllegalStateException("not all bytes of plugin " + content.name() + " (" + content.digest()
                        + ") are in MySQL, nothing of this version is published; 'winnow plugins publish' tries again");
            }
        });
    }

    private void writeRows(PluginContent content, @Nullable String signer) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ContentFile file : content.files()) {
            rows.add(new @Nullable Object[]{content.digest(), Texts.sha256(List.of(file.path())), file.path(),
                    file.sha256(), file.size()});
        }
        database.batch("INSERT IGNORE INTO plugin_file (digest, path_hash, path, sha256, size) VALUES (?, ?, ?, ?, ?)",
                rows);
        database.update("""
            INSERT IGNORE INTO plugin_content (digest, name, version, language, manifest, size, files, signed_by,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))""", content.digest(), content.name(),
                content.manifest().version(), content.manifest().language().name().toLowerCase(Locale.ROOT),
                Json.write(content.manifest()), content.size(), content.files().size(), signer);
    }
}
