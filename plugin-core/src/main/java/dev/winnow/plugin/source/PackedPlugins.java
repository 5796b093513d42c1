package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ArchiveRefusedException;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.SafeArchive;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginFolder;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Turns single files into plugin folders below a working folder. */
final class PackedPlugins {
    /** What else a jar may bring for the console and the scheduler. */
    private static final List<String> JAR_FOLDERS = List.of("assets/", "processes/", "insights/");
    /** An archive may hold a folder that holds a folder of plugins. */
    private static final int MAX_DEPTH = 3;

    private final ContentReader reader;
    private final SafeArchive archives;

    PackedPlugins(ContentReader reader, SafeArchive archives) {
        this.reader = reader;
        this.archives = archives;
    }

    /**
     * The folders of the plugins in a file.
     *
     * @param work an empty folder for this file alone
     * @return names to fall back on, with their folders
     */
    List<Map.Entry<String, Path>> unpack(FolderEntry entry, Path work) throws PluginRefusedException, IOException {
        Path content = Files.createDirectories(work.resolve("content"));
        switch (entry.kind()) {
            case ZIP -> {
                Path copy = work.resolve("archive");
                reader.copy(entry.path(), entry.name(), copy);
                unpackAll(entry, copy, content);
                Files.delete(copy);
            }
            case JAR -> {
                Path jar = content.resolve(PluginName.from(entry.name()) + ".jar");
                reader.copy(entry.path(), entry.name(), jar);
                unpackManifest(entry, jar, content);
            }
            case PYTHON -> reader.copy(entry.path(), entry.name(), content.resolve("plugin.py"));
            case FOLDER, IGNORED, UNKNOWN -> throw new IllegalArgumentException(entry.path() + " is not packed");
        }
        List<Map.Entry<String, Path>> found = new ArrayList<>();
        expand(entry.name(), content, 0, found);
        return found.isEmpty() ? List.of(Map.entry(entry.name(), content)) : found;
    }

    private void unpackAll(FolderEntry entry, Path archive, Path content) throws PluginRefusedException, IOException {
        try {
            archives.unpack(archive, content);
        } catch (ArchiveRefusedException e) {
            throw refused(entry, e);
        }
    }

    private void unpackManifest(FolderEntry entry, Path jar, Path content) throws PluginRefusedException, IOException {
        try {
            archives.unpack(jar, content,
                    path -> path.equals(Manifest.FILE_NAME) || JAR_FOLDERS.stream().anyMatch(path::startsWith));
        } catch (ArchiveRefusedException e) {
            throw refused(entry, e);
        }
    }

    private static PluginRefusedException refused(FolderEntry entry, ArchiveRefusedException reason) {
        String plugin = PluginName.from(entry.name());
        return new PluginRefusedException(PluginWarning.of(plugin, null, WarningCode.CONTENT_REFUSED,
                "The archive '" + entry.path() + "' is not taken: " + reason.getMessage(),
                "Pack or copy it again, then restart; the other plugins are not affected.")
                .at(String.valueOf(entry.path().getFileName()), 0));
    }

    /** The folder itself if it is a plugin, else the plugins in the folders in it. */
    private static void expand(String name, Path folder, int depth, List<Map.Entry<String, Path>> found)
            throws IOException {
        if (new PluginFolder(folder).looksLikePlugin()) {
            found.add(Map.entry(name, folder));
        } else if (depth < MAX_DEPTH) {
            for (Path child : folders(folder)) {
                expand(String.valueOf(child.getFileName()), child, depth + 1, found);
            }
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !child.getFileName().toString().startsWith(".")
                            && !child.getFileName().toString().startsWith("__"))
                    .sorted().toList();
        }
    }
}
