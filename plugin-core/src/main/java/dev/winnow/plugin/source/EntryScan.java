package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.ContentReading;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a folder each of whose entries is a plugin. */
final class EntryScan {
    private static final Logger LOG = LoggerFactory.getLogger(EntryScan.class);

    private final Reading reading;
    private final ContentReader reader;
    private final PackedPlugins packed;
    private final Function<Path, String> location;

    private EntryScan(Reading reading, ContentReader reader, PackedPlugins.Copying copying,
            Function<Path, String> location) {
        this.reading = reading;
        this.reader = reader;
        this.packed = new PackedPlugins(copying);
        this.location = location;
    }

    /** Of a folder that others may be writing to. */
    static EntryScan living(ContentReader reader) {
        return new EntryScan(reader::read, reader, reader::copy, Path::toString);
    }

    /**
     * Of a folder that only the caller writes to.
     *
     * @param location where an entry comes from, for people
     */
    static EntryScan quiet(Function<Path, String> location) {
        ContentReader reader = new ContentReader();
        return new EntryScan(reader::readUnpacked, reader, (file, name, target) -> Files.copy(file, target), location);
    }

    /**
     * Reads all entries.
     *
     * @param work archives are unpacked below it
     * @return names of entries that may have been meant as plugins, but are none
     */
    List<String> scan(Path folder, Path work, ScanResult result) throws IOException {
        Path root = folder.toRealPath();
        List<String> unknown = new ArrayList<>();
        for (Path child : children(folder)) {
            FolderEntry entry = FolderEntry.of(child);
            try {
                switch (entry.kind()) {
                    case FOLDER, ZIP, JAR, PYTHON -> {
                        checkLink(root, entry);
                        add(entry, work, result);
                    }
                    case UNKNOWN -> unknown.add(String.valueOf(child.getFileName()));
                    case IGNORED -> {
                    }
                }
            } catch (PluginRefusedException e) {
                result.addBroken(e.warning(), location.apply(child));
            } catch (RuntimeException e) {
                // A reader of ours stumbles: that costs this plugin, not the others.
                LOG.error("The reader of {} failed", child, e);
                result.addBroken(stumbled(entry, e), location.apply(child));
            }
        }
        return unknown;
    }

    private PluginWarning stumbled(FolderEntry entry, RuntimeException failure) {
        return PluginWarning.of(PluginName.from(entry.name()), null, WarningCode.CONTENT_UNREADABLE,
                "'" + location.apply(entry.path()) + "' cannot be read: " + failure,
                "This is a fault of Winnow that the plugin brings to light; the log of the scheduler says more.");
    }

    /** Reads one entry, wherever it lies. */
    void one(FolderEntry entry, Path work, ScanResult result) throws IOException {
        try {
            add(entry, work, result);
        } catch (PluginRefusedException e) {
            result.addBroken(e.warning(), location.apply(entry.path()));
        }
    }

    private void add(FolderEntry entry, Path work, ScanResult result) throws PluginRefusedException, IOException {
        String where = location.apply(entry.path());
        if (entry.kind() == FolderEntry.Kind.FOLDER) {
            result.add(reading.read(entry.path(), entry.name()), where);
            return;
        }
        Path own = Files.createTempDirectory(Files.createDirectories(work), "unpacked-");
        if (!addPacked(entry, own, result)) {
            // Says what is missing.
            result.add(reader.readUnpacked(own.resolve(PackedPlugins.CONTENT), entry.name()), where);
        }
    }

    /**
     * Reads all plugins in a single file.
     *
     * @param own an empty folder
     * @return whether there was any, broken or not
     */
    boolean addPacked(FolderEntry entry, Path own, ScanResult result) throws PluginRefusedException, IOException {
        List<PackedPlugins.Unpacked> unpacked = packed.unpack(entry, location.apply(entry.path()), own);
        for (PackedPlugins.Unpacked found : unpacked) {
            try {
                result.add(found.read(reader), found.location());
            } catch (PluginRefusedException e) {
                result.addBroken(e.warning(), found.location());
            }
        }
        return !unpacked.isEmpty();
    }

    private void checkLink(Path root, FolderEntry entry) throws PluginRefusedException, IOException {
        Path path = entry.path();
        if (Files.isSymbolicLink(path) && Files.exists(path) && !path.toRealPath().startsWith(root)) {
            throw new PluginRefusedException(PluginWarning.of(PluginName.from(entry.name()), null,
                    WarningCode.CONTENT_REFUSED,
                    "'" + location.apply(path) + "' is not taken: it is a link that leaves the plugins folder",
                    "Copy the plugin itself there (cp -rL) and restart."));
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }

    private interface Reading {
        ContentReading read(Path folder, String name) throws PluginRefusedException;
    }
}
