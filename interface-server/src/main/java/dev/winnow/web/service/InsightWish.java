package dev.winnow.web.service;

import dev.winnow.plugin.spi.Severity;
import java.util.List;

/** An insight as somebody describes it. */
public record InsightWish(String name, String title, String description, Severity severity, String resourceType,
        List<FilterUse> filters) {
    public InsightWish {
        filters = List.copyOf(filters);
    }
}
