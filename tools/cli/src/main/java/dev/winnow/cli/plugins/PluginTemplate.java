package dev.winnow.cli.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * Files of a new plugin, with the plugin's own words in them.
 *
 * @param files resources by the path they get; both have placeholders, {@code @name@}
 * @param words by placeholder
 */
record PluginTemplate(Map<String, String> files, Map<String, String> words) {
    private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z]+)@");

    static PluginTemplate java(String name, Sdk sdk) {
        Map<String, String> words = words(name);
        words.put("version", sdk.version());
        words.put("sdk", sdk.folder().toUri().toString());
        Map<String, String> files = new TreeMap<>();
        files.put("pom.xml", "java/pom.xml");
        files.put("README.md", "java/README.md");
        files.put(".gitignore", "java/gitignore");
        files.put("src/assembly/plugin.xml", "java/assembly.xml");
        files.put("src/main/plugin/plugin.json", "java/plugin.json");
        files.put("src/main/plugin/processes/report.yaml", "processes.yaml");
        files.put("src/main/plugin/insights/untagged.yaml", "insights.yaml");
        files.put("src/main/resources/META-INF/services/dev.winnow.plugin.spi.Plugin", "java/services");
        files.put("src/main/java/@path@/@class@.java", "java/Plugin.java.txt");
        files.put("src/main/java/@path@/WithoutTag.java", "java/WithoutTag.java.txt");
        files.put("src/main/java/@path@/Report.java", "java/Report.java.txt");
        files.put("src/test/java/@path@/@class@Test.java", "java/PluginTest.java.txt");
        return new PluginTemplate(files, words);
    }

    static PluginTemplate python(String name) {
        Map<String, String> files = new TreeMap<>();
        files.put("plugin.json", "python/plugin.json");
        files.put("plugin.py", "python/plugin.py.txt");
        files.put("filters.py", "python/filters.py.txt");
        files.put("processes/report.yaml", "processes.yaml");
        files.put("insights/untagged.yaml", "insights.yaml");
        files.put("README.md", "python/README.md");
        return new PluginTemplate(files, words(name));
    }

    private static Map<String, String> words(String name) {
        String extension = Character.isLetter(name.charAt(0)) ? name : "p_" + name;
        String identifier = extension.replace('-', '_');
        StringBuilder type = new StringBuilder();
        for (String part : identifier.split("_+")) {
            type.append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        String last = SourceVersion.isKeyword(identifier) ? identifier + "_" : identifier;
        Map<String, String> words = new TreeMap<>();
        words.put("name", name);
        words.put("extension", extension);
        words.put("package", "example." + last);
        words.put("path", "example/" + last);
        words.put("class", type + "Plugin");
        return words;
    }

    /** Writes all files below a folder, which is made. */
    void write(Path target) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = target.resolve(filled(file.getKey()));
            Files.createDirectories(path.getParent());
            Files.writeString(path, filled(text(file.getValue())));
        }
    }

    private String filled(String text) {
        return PLACEHOLDER.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(words.getOrDefault(match.group(1), match.group())));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = PluginTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the template " + resource + " is missing: the installation is not whole");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
