package dev.winnow.web.service;

import dev.winnow.plugin.spi.SettingField;
import java.util.List;
import java.util.Set;

/**
 * A filter as people see it.
 *
 * @param resourceTypes those it makes sense for; empty for all
 * @param plugin who brings it
 */
public record FilterInfo(String name, String title, String description, Set<String> resourceTypes,
        List<SettingField> settings, String plugin) {
}
