package dev.winnow.scheduler;

import dev.winnow.db.Database;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.plugin.bundle.ContentDigest;
import dev.winnow.plugin.bundle.ContentFile;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks at what is published from outside, row by row and byte by byte, without the code that published it. */
final class StoreCheck {
    private final Database sql;
    private final Set<String> seen = new HashSet<>();

    StoreCheck(Database sql) {
        this.sql = sql;
    }

    /** Fails unless all generations are whole; gives the current one's plugins, by name and path the SHA-256. */
    Map<String, Map<String, String>> verify() {
        List<Long> ids = sql.query("SELECT id FROM plugin_generation ORDER BY id", (row, i) -> row.getLong(1));
        if (ids.isEmpty()) {
            assertThat(sql.number("SELECT COUNT(*) FROM generation_plugin")).isZero();
            return Map.of();
        }
        assertThat(ids).isEqualTo(LongStream.rangeClosed(ids.getFirst(), ids.getLast()).boxed().toList());
        assertThat(sql.number("""
            SELECT COUNT(*) FROM generation_plugin g
            WHERE NOT EXISTS (SELECT 1 FROM plugin_generation h WHERE h.id = g.generation)""")).as(
                "rows of plugins without a generation").isZero();
        Map<String, Map<String, String>> current = Map.of();
        for (long id : ids) {
            current = generation(id);
        }
        return current;
    }

    /** What nothing names. */
    long orphans() {
        return sql.number("SELECT COUNT(*) FROM plugin_content c WHERE NOT EXISTS (SELECT 1 FROM generation_plugin g"
                + " WHERE g.digest = c.digest)") + sql.number(
                        "SELECT COUNT(*) FROM plugin_file f WHERE NOT EXISTS"
                                + " (SELECT 1 FROM plugin_content c WHERE c.digest = f.digest)")
                + sql.number("SELECT COUNT(*) FROM plugin_blob b WHERE NOT EXISTS (SELECT 1 FROM plugin_file f"
                        + " WHERE f.sha256 = b.sha256)");
    }

    /** How much there is of content, published or not. */
    long written() {
        return sql.number("SELECT COUNT(*) FROM plugin_blob") + sql.number("SELECT COUNT(*) FROM plugin_content");
    }

    private Map<String, Map<String, String>> generation(long id) {
        List<PluginEntry> entries = sql.query("SELECT * FROM generation_plugin WHERE generation = ?",
                (row, i) -> new PluginEntry(String.valueOf(row.getString("name")), row.getString("digest"),
                        PublishedPlugin.State.valueOf(String.valueOf(row.getString("state")).toUpperCase(Locale.ROOT)),
                        String.valueOf(row.getString("source")), ""),
                id);
        String digest = sql.first("SELECT content_digest FROM plugin_generation WHERE id = ?",
                (row, i) -> String.valueOf(row.getString(1)), id).orElseThrow();
        assertThat(dev.winnow.db.plugin.publish.ContentDigest.of(entries)).as("plugins of generation " + id)
                .isEqualTo(digest);
        Map<String, Map<String, String>> plugins = new TreeMap<>();
        for (PluginEntry entry : entries) {
            assertThat(entry.state()).as(entry.name() + " in generation " + id).isEqualTo(
                    PublishedPlugin.State.ACTIVE);
            plugins.put(entry.name(), content(String.valueOf(entry.digest())));
        }
        return plugins;
    }

    private Map<String, String> content(String digest) {
        List<ContentFile> files = sql.query("SELECT path, sha256, size FROM plugin_file WHERE digest = ?",
                (row, i) -> new ContentFile(String.valueOf(row.getString(1)), String.valueOf(row.getString(2)),
                        row.getLong(3)),
                digest);
        Map<String, String> byPath = new TreeMap<>();
        files.forEach(file -> byPath.put(file.path(), file.sha256()));
        if (seen.add(digest)) {
            assertThat(ContentDigest.of(files)).as("files of content").isEqualTo(digest);
            assertThat(sql.number("SELECT COUNT(*) FROM plugin_content WHERE digest = ? AND files = ? AND size = ?",
                    digest, files.size(), files.stream().mapToLong(ContentFile::size).sum())).as("content row of "
                            + digest)
                    .isEqualTo(1);
            files.forEach(this::blob);
        }
        return byPath;
    }

    private void blob(ContentFile file) {
        if (seen.add(file.sha256())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            sql.query("SELECT bytes FROM plugin_blob WHERE sha256 = ? ORDER BY chunk", (row, i) -> {
                bytes.writeBytes(row.getBytes(1));
                return 0;
            }, file.sha256());
            assertThat(bytes.size()).as("bytes of " + file).isEqualTo((int) file.size());
            assertThat(PluginTree.sha256(bytes.toByteArray())).as("bytes of " + file).isEqualTo(file.sha256());
        }
    }
}
