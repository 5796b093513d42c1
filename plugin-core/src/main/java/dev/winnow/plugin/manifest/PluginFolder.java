package dev.winnow.plugin.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies where in a plugin's folder.
 *
 * @param folder the plugin's
 */
public record PluginFolder(Path folder) {
    private static final List<String> PYTHON_ENTRIES = List.of("plugin.py", "__init__.py");
    private static final List<String> DATA = List.of(ProcessFileReader.FOLDER, InsightFileReader.FOLDER);

    /** The jars in the folder and in {@code lib/}, in a stable order. */
    public List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>(jarsIn(folder));
        jars.addAll(jarsIn(folder.resolve("lib")));
        return jars;
    }

    /** The Python module that stands in for a list of them: {@code plugin.py}, else {@code __init__.py}. */
    public Optional<String> pythonEntry() {
        return PYTHON_ENTRIES.stream().filter(name -> Files.isRegularFile(folder.resolve(name))).findFirst();
    }

    /** Whether it has a manifest. */
    public boolean hasManifest() {
        return Files.exists(manifest());
    }

    /** Whether there are process files or insights. */
    public boolean hasDefinitions() {
        return DATA.stream().anyMatch(name -> Files.isDirectory(folder.resolve(name)));
    }

    /** Whether there is a manifest, or something that stands in for one. */
    public boolean looksLikePlugin() throws IOException {
        return hasManifest() || pythonEntry().isPresent() || !jars().isEmpty();
    }

    Path manifest() {
        return folder.resolve(Manifest.FILE_NAME);
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(PluginFolder::isJar).sorted().toList();
        }
    }

    private static boolean isJar(Path path) {
        String name = path.getFileName().toString();
        return name.toLowerCase(Locale.ROOT).endsWith(".jar") && !name.startsWith(".") && Files.isRegularFile(path);
    }
}
