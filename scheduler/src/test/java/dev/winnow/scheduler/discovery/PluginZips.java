package dev.winnow.scheduler.discovery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips of plugins for tests. */
public final class PluginZips {
    private PluginZips() {
    }

    /** One that holds one plugin of data only. */
    public static byte[] plugin(String name, String version) {
        return of("plugin.json", manifest(name, version));
    }

    /** One that holds a folder of several, version 1.0.0. */
    public static byte[] folderOf(String... names) {
        String[] entries = new String[names.length * 2];
        for (int i = 0; i < names.length; i++) {
            entries[2 * i] = "all/" + names[i] + "/plugin.json";
            entries[2 * i + 1] = manifest(names[i], "1.0.0");
        }
        return of(entries);
    }

    /** A manifest. */
    public static String manifest(String name, String version) {
        return "{\"name\": \"%s\", \"version\": \"%s\", \"description\": \"d\", \"author\": \"a\"}".formatted(name,
                version);
    }

    /** Paths and texts in turn. */
    public static byte[] of(String... pathsAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < pathsAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(pathsAndTexts[i]));
                zip.write(pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
