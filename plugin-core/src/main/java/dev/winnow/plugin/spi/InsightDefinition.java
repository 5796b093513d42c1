package dev.winnow.plugin.spi;

import java.util.List;

/**
 * A saved filter chain that keeps score: each resource of the type that passes all filters is a finding.
 *
 * @param name unique over all sources
 * @param title what people read
 * @param description why it matters and what to do
 * @param severity how much it matters
 * @param resourceType what is looked at
 * @param filters applied in this order
 */
public record InsightDefinition(String name, String title, String description, Severity severity, String resourceType,
        List<FilterUse> filters) implements Extension {
    public InsightDefinition {
        filters = List.copyOf(filters);
    }

    /**
     * A filter with its settings.
     *
     * @param filter the {@link ResourceFilter}'s name
     * @param settings its values
     */
    public record FilterUse(String filter, Settings settings) {
    }
}
