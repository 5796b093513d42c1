package dev.winnow.plugin.spi;

/** Something a plugin adds to the suite. Its kind is the permitted interface or record that it is. */
public sealed interface Extension
        permits CloudProvider, Harvester, ResourceFilter, JobHandler, ScheduleDefinition, InsightDefinition,
        FrontendModule, Route {
    /**
     * The name it is known by, unique within its kind over all plugins: lower-case letters, digits, {@code .},
     * {@code _} and {@code -}, at most 100 characters, beginning with a letter.
     */
    String name();
}
