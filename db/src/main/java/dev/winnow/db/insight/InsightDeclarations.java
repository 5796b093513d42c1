package dev.winnow.db.insight;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Texts;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.plugin.spi.InsightDefinition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Insights that plugins declare; written by the scheduler, without JPA. */
@JdbcStore
public class InsightDeclarations {
    private static final String INSERT = """
        INSERT IGNORE INTO insight (title, description, severity, resource_type, filters, origin, created_at,
            updated_at, name, id)
        VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), ?, ?)""";
    /** Names are shared with people's insights, which stay as they are. */
    private static final String UPDATE = """
        UPDATE insight SET title = ?, description = ?, severity = ?, resource_type = ?, filters = ?, origin = ?,
            updated_at = UTC_TIMESTAMP(3), removed_at = NULL
        WHERE name = ? AND origin NOT LIKE 'user:%'
            AND (removed_at IS NOT NULL OR title <> ? OR description <> ? OR severity <> ? OR resource_type <> ?
                OR filters <> ? OR origin <> ?)""";

    private final Database database;
    private final TimeOrderedIds ids;

    InsightDeclarations(Database database, TimeOrderedIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * Makes these, by origin, the declared insights, keeping ids. An insight whose plugin is gone stays, with its
     * history: computing it says which filter is missing. A user's insight of the same name is not touched; of two
     * declared ones with one name the first counts.
     */
    public void declare(Map<String, List<InsightDefinition>> byOrigin) {
        Map<String, @Nullable Object[]> declared = new LinkedHashMap<>();
        byOrigin.forEach((origin, insights) -> insights
                .forEach(insight -> declared.putIfAbsent(insight.name(), columns(origin, insight))));
        database.doInTransaction(() -> declared.forEach((name, columns) -> {
            if (database.update(INSERT, with(columns, name, ids.next())) == 0) {
                database.update(UPDATE, with(with(columns, name), columns));
            }
        }));
    }

    /** Whether there is an insight at all, declared or a person's. */
    public boolean any() {
        return database.number("SELECT COUNT(*) FROM insight WHERE removed_at IS NULL") > 0;
    }

    private static @Nullable Object[] columns(String origin, InsightDefinition insight) {
        return new @Nullable Object[]{Texts.cut(insight.title(), 255),
                Texts.cutBytes(insight.description(), 60_000),
                insight.severity().name().toLowerCase(Locale.ROOT), insight.resourceType(),
                FilterUses.write(insight.filters()), origin};
    }

    private static @Nullable Object[] with(@Nullable Object[] columns, @Nullable Object... more) {
        @Nullable
        Object[] all = Arrays.copyOf(columns, columns.length + more.length);
        System.arraycopy(more, 0, all, columns.length, more.length);
        return all;
    }
}
