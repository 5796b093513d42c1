package dev.winnow.web.page.view;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The filters of a list as they stand in its URL: names, values, and links that differ in one of them. */
public final class Filters {
    private static final String CURSOR = "cursor";

    private final String path;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Chip> chips = new ArrayList<>();

    /** The filters of the list at this path. */
    public Filters(String path) {
        this.path = path;
    }

    /** Adds a filter, shown by its value; an absent or blank one is left out. */
    public Filters add(String name, String label, @Nullable String value) {
        return add(name, label, value, value);
    }

    /** Adds a filter that is shown by another text than its value. */
    public Filters add(String name, String label, @Nullable String value, @Nullable String shown) {
        if (value != null && !value.isBlank()) {
            values.put(name, value);
            chips.add(new Chip(label, shown == null ? value : shown, name));
        }
        return this;
    }

    /** A value for the form's field; empty where the filter is off. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** What is on, each with the link that removes it. */
    public List<Chip> chips() {
        return chips.stream().map(chip -> new Chip(chip.label(), chip.value(), without(chip.href()))).toList();
    }

    /** Links from a part of the list that began at a cursor, to the first part and to the next. */
    public Pager pager(@Nullable String current, @Nullable String next) {
        return new Pager(current == null || current.isBlank() ? null : link(values),
                next == null
                        ? null
                        : UriComponentsBuilder.fromUriString(link(values))
                                .queryParam(CURSOR, UriUtils.encode(next, StandardCharsets.UTF_8))
                                .build(true).toUriString());
    }

    private String without(String name) {
        Map<String, String> others = new LinkedHashMap<>(values);
        others.remove(name);
        return link(others);
    }

    private String link(Map<String, String> query) {
        UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path);
        query.keySet().forEach(name -> builder.queryParam(name, "{" + name + "}"));
        return builder.encode().buildAndExpand(query).toUriString();
    }
}
