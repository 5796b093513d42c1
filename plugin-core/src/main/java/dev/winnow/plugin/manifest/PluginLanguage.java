package dev.winnow.plugin.manifest;

/** What a plugin is written in, which decides the runtime that loads it. */
public enum PluginLanguage {
    JAVA, PYTHON,
    /** Only data: assets, process files, insights. */
    NONE
}
