package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers resource queries, compiled to SQL. A query that makes no sense is an {@link IllegalArgumentException} whose
 * message is for the filter's author.
 */
@JdbcStore
public class ResourceSearch {
    private final Database database;
    private final ResourceReader reader;

    ResourceSearch(Database database) {
        this.database = database;
        this.reader = new ResourceReader(database);
    }

    /** A page of live resources that satisfy the query, after this id. */
    public ResourcePage find(ResourceQuery query, @Nullable Long afterId, int limit) {
        CompiledQuery compiled = CompiledQuery.of(query);
        List<Resource> found = reader.read("WHERE r.id > ? AND " + compiled.where() + " ORDER BY r.id LIMIT ?",
                compiled.parametersBetween(List.of(afterId == null ? 0L : afterId), List.of(limit + 1)));
        boolean more = found.size() > limit;
        List<Resource> items = more ? List.copyOf(found.subList(0, limit)) : found;
        return new ResourcePage(items, more ? items.getLast().id() : null);
    }

    /** How many live resources satisfy the query. */
    public long count(ResourceQuery query) {
        CompiledQuery compiled = CompiledQuery.of(query);
        return database.number("SELECT COUNT(*) FROM resource r WHERE " + compiled.where(),
                compiled.parameters().toArray());
    }

    /** A resource, live or deleted. */
    public Optional<Resource> find(long id) {
        return reader.read("WHERE r.id = ?", id).stream().findFirst();
    }

    /** These resources, live or deleted, by id; unknown ids are left out. */
    public List<Resource> find(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : reader.read("WHERE r.id IN (" + Database.placeholders(ids.size()) + ") ORDER BY r.id", ids.toArray());
    }

    /** Live resources by type. */
    public Map<String, Long> countByType() {
        Map<String, Long> counts = new LinkedHashMap<>();
        database.query("SELECT type, COUNT(*) FROM resource WHERE deleted_at IS NULL GROUP BY type ORDER BY type",
                (row, i) -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }
}
