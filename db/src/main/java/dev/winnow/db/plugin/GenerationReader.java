package dev.winnow.db.plugin;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Times;
import dev.winnow.plugin.manifest.Manifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads generations. Their rows are only ever inserted, in one transaction each: who sees the row sees its plugins. */
final class GenerationReader {
    private static final String PLUGINS = """
        SELECT g.name, g.digest, g.state, g.source, g.source_location, c.manifest
        FROM generation_plugin g LEFT JOIN plugin_content c ON c.digest = g.digest
        WHERE g.generation = ? ORDER BY g.name""";

    private final Database database;

    GenerationReader(Database database) {
        this.database = database;
    }

    Optional<Generation> current() {
        return latest(1).stream().findFirst().map(this::withPlugins);
    }

    Optional<Generation> find(long generation) {
        return database.first("SELECT * FROM plugin_generation WHERE id = ?", (row, i) -> read(row), generation)
                .map(this::withPlugins);
    }

    List<Generation> latest(int limit) {
        return database.query("SELECT * FROM plugin_generation ORDER BY id DESC LIMIT ?", (row, i) -> read(row), limit);
    }

    private Generation withPlugins(Generation generation) {
        List<PublishedPlugin> plugins = database.query(PLUGINS, (row, i) -> readPlugin(row), generation.id());
        return new Generation(generation.id(), generation.reason(), generation.rolledBackTo(),
                generation.contentDigest(), generation.createdAt(), plugins);
    }

    private static Generation read(ResultSet row) throws SQLException {
        return new Generation(row.getLong("id"), row.getString("reason"), row.getObject("rolled_back_to", Long.class),
                row.getString("content_digest"), Times.instant(row, "created_at"), List.of());
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
