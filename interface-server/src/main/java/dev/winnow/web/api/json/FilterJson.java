package dev.winnow.web.api.json;

import dev.winnow.web.service.FilterInfo;
import java.util.List;

/** A filter that can be used. */
public record FilterJson(String name, String title, String description, List<String> resourceTypes,
        List<FieldJson> settings, String plugin) {
    public static FilterJson of(FilterInfo filter) {
        return new FilterJson(filter.name(), filter.title(), filter.description(),
                filter.resourceTypes().stream().sorted().toList(),
                filter.settings().stream().map(FieldJson::of).toList(),
                filter.plugin());
    }
}
