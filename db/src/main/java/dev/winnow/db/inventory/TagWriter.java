package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tags what they should be, writing only what differs: most harvests find most tags as they were. */
final class TagWriter {
    private final Database database;
    private final ResourceReader reader;

    TagWriter(Database database) {
        this.database = database;
        this.reader = new ResourceReader(database);
    }

    /** By resource, in order of its id. */
    void replace(Map<Long, Map<String, String>> wanted) {
        Map<Long, Map<String, String>> present = reader.tags(wanted.keySet());
        List<@Nullable Object[]> changed = new ArrayList<>();
        wanted.forEach((id, tags) -> {
            Map<String, String> before = present.getOrDefault(id, Map.of());
            List<Object> gone = new ArrayList<>();
            before.keySet().stream().filter(key -> !tags.containsKey(key)).forEach(gone::add);
            if (!gone.isEmpty()) {
                gone.addFirst(id);
                database.update("DELETE FROM resource_tag WHERE resource_id = ? AND tag_key IN ("
                        + Database.placeholders(gone.size() - 1) + ")", gone.toArray());
            }
            tags.forEach((key, value) -> {
                if (!value.equals(before.get(key))) {
                    changed.add(new @Nullable Object[]{id, key, value});
                }
            });
        });
        database.batch("INSERT INTO resource_tag (resource_id, tag_key, tag_value) VALUES (?, ?, ?) "
                + "ON DUPLICATE KEY UPDATE tag_value = VALUES(tag_value)", changed);
    }
}
