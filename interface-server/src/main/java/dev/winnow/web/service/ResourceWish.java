package dev.winnow.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which resources are wanted; nulls do not restrict.
 *
 * @param text part of a name, a native id, an instance type, or an address
 */
public record ResourceWish(@Nullable String resourceType, List<FilterUse> filters, @Nullable String text,
        @Nullable Long accountId, @Nullable String region, @Nullable String state) {
    public ResourceWish {
        filters = List.copyOf(filters);
    }

    /** All of them. */
    public static ResourceWish all() {
        return new ResourceWish(null, List.of(), null, null, null, null);
    }
}
