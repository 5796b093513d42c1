package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.List;
import java.util.Set;

/** A filter written in Python. */
record PythonFilter(PluginCalls plugin, String name, String title, String description, Set<String> resourceTypes,
        List<SettingField> settings) implements ResourceFilter {
    PythonFilter {
        resourceTypes = Set.copyOf(resourceTypes);
        settings = List.copyOf(settings);
    }

    @Override
    public ResourceQuery apply(ResourceQuery query, Settings values) {
        return query.where(plugin.condition(name, values, AskedType.of(query.condition())));
    }
}
