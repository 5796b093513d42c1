package dev.winnow.web.api.json;

import dev.winnow.web.service.ResourceResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a query found.
 *
 * @param total null where a filter is used that looks at each resource
 */
public record ResourceListJson(List<ResourceJson> items, @Nullable String next, @Nullable Long total) {
    public static ResourceListJson of(ResourceResult result) {
        return new ResourceListJson(result.page().items().stream().map(ResourceJson::of).toList(),
                result.page().next(), result.total());
    }
}
