package dev.winnow.web.page.resource;

import dev.winnow.web.page.view.Filters;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.FilterUse;
import dev.winnow.web.service.ResourceWish;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the list as its URL has them.
 *
 * @param q part of a name, an id, an address
 * @param account a cloud account's id
 * @param filter a plugin's filter, with its defaults
 */
record ResourceFilters(@Nullable String q, @Nullable String type, @Nullable String account, @Nullable String region,
        @Nullable String state, @Nullable String filter) {
    ResourceWish wish() {
        List<FilterUse> uses = filter == null || filter.isBlank()
                ? List.of()
                : List.of(new FilterUse(filter, Map.of()));
        return new ResourceWish(type, uses, q, Cursor.id(account, "account"), region, state);
    }

    Filters chosen(Map<Long, String> accountNames) {
        String name = account == null || !account.matches("\\d{1,18}") ? null : accountNames.get(Long.valueOf(account));
        return new Filters("/resources").add("q", "Text", q).add("type", "Type", type)
                .add("account", "Account", account, name).add("region", "Region", region).add("state", "State", state)
                .add("filter", "Filter", filter);
    }

    /** What stands in the form. */
    Map<String, String> shown() {
        return Map.of("q", text(q), "type", text(type), "account", text(account), "region", text(region), "state",
                text(state), "filter", text(filter));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
