package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.LeftOut;
import dev.winnow.plugin.transfer.BundleIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * One entry of a plugins folder.
 *
 * @param path where it lies
 * @param kind what it is taken for
 * @param name its file name without extension
 */
record FolderEntry(Path path, Kind kind, String name) {
    private static final Set<String> NO_PLUGINS = Set.of("lost+found", "__init__.py",
            BundleIndex.FILE_NAME);
    private static final Set<String> DOCUMENTS = Set.of("readme", "license", "licence", "notice", "changelog",
            "authors",
            "contributing", "makefile", "dockerfile", "version", "todo");
    private static final Set<String> DOCUMENT_EXTENSIONS = Set.of("md", "txt", "rst", "adoc", "log");
    private static final int ZIP_SIGNATURE = 0x504b;

    /** What an entry may be. */
    enum Kind {
        FOLDER, ZIP, JAR, PYTHON,
        /** No plugin, and nobody takes it for one. */
        IGNORED,
        /** No plugin, but perhaps meant as one. */
        UNKNOWN
    }

    static FolderEntry of(Path path) {
        String fileName = String.valueOf(path.getFileName());
        if (LeftOut.isNoise(fileName) || NO_PLUGINS.contains(fileName)) {
            return new FolderEntry(path, Kind.IGNORED, fileName);
        }
        if (LeftOut.isHidden(fileName)) {
            return new FolderEntry(path, Kind.UNKNOWN, fileName);
        }
        if (Files.isDirectory(path)) {
            return new FolderEntry(path, Kind.FOLDER, fileName);
        }
        int dot = fileName.lastIndexOf('.');
        String stem = dot < 0 ? fileName : fileName.substring(0, dot);
        String extension = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        Kind kind = switch (extension) {
            case "zip" -> Kind.ZIP;
            case "jar" -> Kind.JAR;
            case "py" -> Kind.PYTHON;
            case "" -> DOCUMENTS.contains(stem.toLowerCase(Locale.ROOT)) ? Kind.IGNORED : byContent(path);
            default -> DOCUMENT_EXTENSIONS.contains(extension) ? Kind.IGNORED : Kind.UNKNOWN;
        };
        return new FolderEntry(path, kind, kind == Kind.JAR ? withoutVersion(stem) : stem);
    }

    /** By its name alone: a file without extension is looked into later. */
    static boolean mayBePlugin(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !fileName.contains(".") || Set.of("zip", "jar", "py").contains(extension);
    }

    /** What is known to be a zip, whatever its name. */
    static FolderEntry zip(Path path) {
        String fileName = String.valueOf(path.getFileName());
        return new FolderEntry(path, Kind.ZIP, fileName.replaceFirst("(?i)\\.zip$", ""));
    }

    private static Kind byContent(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return Kind.UNKNOWN;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(4096);
            if (head.length > 3 && (head[0] << 8 | head[1]) == ZIP_SIGNATURE) {
                return Kind.ZIP;
            }
            for (byte each : head) {
                if (each == 0) {
                    return Kind.UNKNOWN;
                }
            }
            return Kind.PYTHON;
        } catch (IOException e) {
            // Who reads it as a plugin finds the same, and says why.
            return Kind.PYTHON;
        }
    }

    /** A jar's file name carries its version; the plugin's name must not change with it. */
    private static String withoutVersion(String stem) {
        String name = stem.replaceFirst("[-_]v?\\d+(\\.\\d+)+([.-].*)?$", "");
        return name.isEmpty() ? stem : name;
    }
}
