package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What an interpreter is told of its plugin.
 *
 * @param packageName the package that the plugin's folder is to Python
 * @param json what the Python half is told at its start, with the names of the inventory's tables and columns
 * @param files JSON list of the modules to load
 */
record PluginFacts(String packageName, String json, String files) {
    static PluginFacts of(MaterialisedPlugin plugin, Permissions permissions) {
        String packageName = packageName(plugin);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", plugin.name());
        facts.put("version", plugin.manifest().version());
        facts.put("package", packageName);
        facts.put("settings", plugin.settings().values());
        facts.put("top_level", topLevel(plugin.folder()));
        facts.put("schema", schema());
        facts.put("network", permissions.network());
        facts.put("proxied", permissions.proxied());
        facts.put("work_folder", permissions.workFolder() == null ? "" : WorkFiles.WORK);
        return new PluginFacts(packageName, Json.write(facts), Json.write(plugin.manifest().initialModules()));
    }

    static String packageName(MaterialisedPlugin plugin) {
        return plugin.name().replaceAll("[^A-Za-z0-9_]", "_");
    }

    private static Map<String, Object> schema() {
        Map<String, Object> tables = new LinkedHashMap<>();
        for (String table : DbObjects.tables()) {
            Map<String, String> columns = new LinkedHashMap<>();
            for (Column<?> column : DbObjects.columns(table)) {
                columns.put(column.name(), column.type().name().toLowerCase(Locale.ROOT));
            }
            tables.put(table, columns);
        }
        List<Map<String, String>> relations = new ArrayList<>();
        for (Relation relation : DbObjects.relations()) {
            relations.add(
                    Map.of("name", relation.name(), "from", relation.from().name(), "to", relation.to().name()));
        }
        return Map.of("tables", tables, "relations", relations);
    }

    /** The names by which the plugin's own modules can be imported without the plugin's name in front. */
    private static List<String> topLevel(Path folder) {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (name.endsWith(".py")) {
                    names.add(name.substring(0, name.length() - 3));
                } else if (Files.isDirectory(child)) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin's folder " + folder + " cannot be read", e);
        }
        names.removeAll(List.of("__init__", "winnow", "lib", "__pycache__"));
        return List.copyOf(names);
    }
}
