package dev.winnow.db.plugin;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Times;
import dev.winnow.plugin.manifest.Manifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads generations. Each with its plugins in one statement, so that it is seen whole even while it is being deleted. */
final class GenerationReader {
    private static final String WHOLE = """
        SELECT h.id, h.reason, h.rolled_back_to, h.content_digest, h.created_at, g.name, g.digest, g.state, g.source,
            g.source_location, c.manifest
        FROM plugin_generation h LEFT JOIN generation_plugin g ON g.generation = h.id
            LEFT JOIN plugin_content c ON c.digest = g.digest
        WHERE h.id = %s ORDER BY g.name""";
    private static final String CURRENT = WHOLE.formatted("(SELECT MAX(id) FROM plugin_generation)");
    private static final String BY_ID = WHOLE.formatted("?");
    private static final String BEFORE = WHOLE.formatted("(SELECT MAX(id) FROM plugin_generation WHERE id < ?)");

    private final Database database;

    GenerationReader(Database database) {
        this.database = database;
    }

    Optional<Generation> current() {
        return whole(CURRENT);
    }

    Optional<Generation> find(long generation) {
        return whole(BY_ID, generation);
    }

    Optional<Generation> before(long generation) {
        return whole(BEFORE, generation);
    }

    List<Generation> latest(int limit) {
        return database.query("SELECT * FROM plugin_generation ORDER BY id DESC LIMIT ?",
                (row, i) -> read(row, List.of()), limit);
    }

    private Optional<Generation> whole(String sql, @Nullable Object... arguments) {
        List<PublishedPlugin> plugins = new ArrayList<>();
        List<Generation> heads = database.query(sql, (row, i) -> {
            if (row.getString("name") != null) {
                plugins.add(readPlugin(row));
            }
            return read(row, plugins);
        }, arguments);
        // The last row's head has seen all plugins.
        return heads.isEmpty() ? Optional.empty() : Optional.of(heads.getLast());
    }

    private static Generation read(ResultSet row, List<PublishedPlugin> plugins) throws SQLException {
        return new Generation(row.getLong("id"), row.getString("reason"), row.getObject("rolled_back_to", Long.class),
                row.getString("content_digest"), Times.instant(row, "created_at"), plugins);
    }

    private static PublishedPlugin readPlugin(ResultSet row) throws SQLException {
        return new PublishedPlugin(row.getString("name"), row.getString("digest"),
                PublishedPlugin.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("source"),
                row.getString("source_location"), manifest(row.getString("manifest")));
    }

    private static @Nullable Manifest manifest(@Nullable String json) {
        return json == null ? null : Json.read(json, Manifest.class);
    }
}
