package dev.winnow.bench.plugins;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a generation names, as text: what a daemon reads from MySQL. */
final class PublishedList {
    private static final String FILE = "published.txt";

    private PublishedList() {
    }

    /** Writes what these contents are. */
    static void write(Path root, List<PluginContent> contents) throws IOException {
        List<String> lines = new ArrayList<>();
        for (PluginContent content : contents) {
            lines.add(String.join("\t", "plugin", content.name(), content.digest(), content.folder().toString()));
            content.files().forEach(file -> lines
                    .add(String.join("\t", "file", file.path(), file.sha256(), Long.toString(file.size()))));
        }
        Files.write(root.resolve(FILE), lines);
    }

    static List<Entry> read(Path root) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve(FILE))) {
            String[] parts = line.split("\t");
            if (parts[0].equals("plugin")) {
                entries.add(new Entry(parts[1], parts[2], Path.of(parts[3]), new ArrayList<>()));
            } else {
                entries.getLast().files().add(new ContentFile(parts[1], parts[2], Long.parseLong(parts[3])));
            }
        }
        return entries;
    }

    /**
     * One plugin.
     *
     * @param folder where its bytes come from when the cache is cold
     */
    record Entry(String name, String digest, Path folder, List<ContentFile> files) {
    }
}
