package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import java.util.List;
import java.util.Objects;

/** Tells whether all of a content is there: its row, as many files as that says, every chunk of their bytes. */
final class Wholeness {
    /** Of content {@code g.digest}. No bytes are read: chunks are counted in the index. */
    private static final String GAPS = """
        (NOT EXISTS (SELECT 1 FROM plugin_content c WHERE c.digest = g.digest
                AND c.files = (SELECT COUNT(*) FROM plugin_file f WHERE f.digest = c.digest))
            OR EXISTS (SELECT 1 FROM plugin_file f WHERE f.digest = g.digest
                AND (SELECT COUNT(*) FROM plugin_blob b WHERE b.sha256 = f.sha256)
                    <> GREATEST(1, CEIL(f.size / %d))))""".formatted(BlobWriter.CHUNK_BYTES);

    private final Database database;

    Wholeness(Database database) {
        this.database = database;
    }

    boolean isWhole(String digest) {
        return database.number("SELECT COUNT(*) FROM plugin_content g WHERE g.digest = ? AND NOT " + GAPS, digest) > 0;
    }

    /** The contents of a generation that have gaps. */
    List<Named> gaps(long generation) {
        return database.query("SELECT g.name, g.digest FROM generation_plugin g WHERE g.generation = ?"
                + " AND g.digest IS NOT NULL AND " + GAPS + " ORDER BY g.name",
                (row, i) -> new Named(Objects.requireNonNull(row.getString(1)),
                        Objects.requireNonNull(row.getString(2))),
                generation);
    }

    /** A plugin and its content. */
    record Named(String name, String digest) {
    }
}
