package dev.winnow.web.api;

import dev.winnow.web.service.FilterUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter with its settings in a request. */
record FilterBody(@Nullable String filter, @Nullable Map<String, @Nullable Object> settings) {
    static List<FilterUse> uses(@Nullable List<@Nullable FilterBody> filters) {
        return Body.items("filters", filters).stream()
                .map(use -> new FilterUse(Body.text("filters[].filter", use.filter()), Body.values(use.settings())))
                .toList();
    }
}
