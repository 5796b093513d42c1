package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ArchiveRefusedException;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.ContentReading;
import dev.winnow.plugin.bundle.SafeArchive;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginFolder;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan.Place;
import dev.winnow.plugin.transfer.BundleException;
import dev.winnow.plugin.transfer.BundleIndex;
import dev.winnow.plugin.transfer.UnpackedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Turns single files into plugin folders below a working folder. */
final class PackedPlugins {
    /** What else a jar may bring for the console and the scheduler. */
    private static final List<String> JAR_FOLDERS = List.of("assets/", "processes/", "insights/");
    /** An archive may hold a folder that holds a folder of plugins. */
    private static final int MAX_DEPTH = 3;

    /** Where in the working folder files are unpacked. */
    static final String CONTENT = "content";

    private final Copying copying;
    private final SafeArchive archives = new SafeArchive();

    /** @param copying how single files are copied */
    PackedPlugins(Copying copying) {
        this.copying = copying;
    }

    /** Copies a single file into the working folder. */
    interface Copying {
        /** @param name how the plugin is called */
        void copy(Path file, String name, Path target) throws PluginRefusedException, IOException;
    }

    /**
     * A plugin that was unpacked.
     *
     * @param name to fall back on where the manifest says nothing
     * @param folder where it was unpacked
     * @param location where it lies, for people
     * @param bundle the bundle that it is part of
     */
    record Unpacked(String name, Path folder, String location, Optional<UnpackedBundle> bundle) {
        Unpacked(String name, Path folder, String location) {
            this(name, folder, location, Optional.empty());
        }

        /** Reads it; one of a bundle must be what the bundle's index says. */
        ContentReading read(ContentReader reader) throws PluginRefusedException {
            return bundle.isPresent()
                    ? bundle.get().read(reader, folder, location)
                    : reader.readUnpacked(folder, name);
        }
    }

    /**
     * The plugins in a file.
     *
     * @param location where the file lies, for people
     * @param work an empty folder for this file alone; what is in the file comes to lie in {@link #CONTENT} of it
     * @return none if it holds nothing that looks like a plugin
     */
    List<Unpacked> unpack(FolderEntry entry, String location, Path work) throws PluginRefusedException, IOException {
        Path content = Files.createDirectories(work.resolve(CONTENT));
        switch (entry.kind()) {
            case ZIP -> {
                Path copy = work.resolve("archive");
                copying.copy(entry.path(), entry.name(), copy);
                unpack(entry, location, copy, content, path -> true);
                Files.delete(copy);
            }
            case JAR -> {
                Path jar = content.resolve(PluginName.from(entry.name()) + ".jar");
                copying.copy(entry.path(), entry.name(), jar);
                unpack(entry, location, jar, content,
                        path -> path.equals(Manifest.FILE_NAME) || JAR_FOLDERS.stream().anyMatch(path::startsWith));
            }
            case PYTHON -> copying.copy(entry.path(), entry.name(), content.resolve("plugin.py"));
            case FOLDER, IGNORED, UNKNOWN -> throw new IllegalArgumentException(entry.path() + " is not packed");
        }
        Optional<UnpackedBundle> bundle = bundle(entry, location, content);
        if (bundle.isPresent()) {
            return inBundle(bundle.get(), location, content);
        }
        List<Map.Entry<String, Path>> found = new ArrayList<>();
        expand(entry.name(), content, 0, found);
        return found.stream().map(each -> new Unpacked(each.getKey(), each.getValue(),
                each.getValue().equals(content)
                        ? location
                        : location + Place.INSIDE + content.relativize(each.getValue())))
                .toList();
    }

    private void unpack(FolderEntry entry, String location, Path archive, Path content, Predicate<String> wanted)
            throws PluginRefusedException, IOException {
        try {
            archives.unpack(archive, content, wanted);
        } catch (ArchiveRefusedException e) {
            throw refused(entry, location, String.valueOf(e.getMessage()));
        }
    }

    private static PluginRefusedException refused(FolderEntry entry, String location, String reason) {
        return new PluginRefusedException(PluginWarning.of(PluginName.from(entry.name()), null,
                WarningCode.CONTENT_REFUSED, "The archive '" + location + "' is not taken: " + reason,
                "Pack or copy it again, then restart; the other plugins are not affected.")
                .at(String.valueOf(entry.path().getFileName()), 0));
    }

    private static Optional<UnpackedBundle> bundle(FolderEntry entry, String location, Path content)
            throws PluginRefusedException, IOException {
        try {
            return entry.kind() == FolderEntry.Kind.ZIP ? UnpackedBundle.find(content) : Optional.empty();
        } catch (BundleException e) {
            throw refused(entry, location, "its " + BundleIndex.FILE_NAME + " cannot be used: " + e.getMessage());
        }
    }

    /** What the index lists, there or not, and what lies beside it and will be refused. */
    private static List<Unpacked> inBundle(UnpackedBundle bundle, String location, Path content) throws IOException {
        SortedSet<String> names = new TreeSet<>(bundle.folders());
        folders(content).forEach(folder -> names.add(folder.getFileName().toString()));
        return names.stream().map(name -> new Unpacked(name, content.resolve(name), location + Place.INSIDE + name,
                Optional.of(bundle))).toList();
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
