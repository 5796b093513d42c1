package dev.winnow.db.insight;

import dev.winnow.db.Json;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An insight's filter chain as JSON: {@code [{"filter": name, "settings": {...}}]}. */
final class FilterUses {
    private FilterUses() {
    }

    static String write(List<InsightDefinition.FilterUse> filters) {
        return Json.write(filters.stream().map(use -> {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("filter", use.filter());
            member.put("settings", use.settings().values());
            return member;
        }).toList());
    }

    static List<InsightDefinition.FilterUse> read(String json) {
        return Json.list(json, Stored.class).stream()
                .map(stored -> new InsightDefinition.FilterUse(stored.filter(), new Settings(stored.settings())))
                .toList();
    }

    record Stored(String filter, Map<String, Object> settings) {
    }
}
