package dev.winnow.bench.plugins;

import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginRefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Plugins in folders, as a source holds them.
 *
 * @param work what is made for them lies there, and the plugins in its folder {@code plugins}
 */
public record SamplePlugins(Path work) {
    private static final int PIECE = 1 << 20;

    private static final String PYTHON = """
        from winnow import DbObjects, filters, jobs

        @filters.register(name="sample%1$d")
        def sample(query, settings):
            return query.filter(DbObjects.Resource.region == "r%1$d")

        @jobs.handler("sample%1$d.job")
        def job(context):
            return {"n": %1$d}
        """;

    /** Where the plugins lie. */
    Path folder() {
        return work.resolve("plugins");
    }

    /** Small Java plugins: an entry, a filter and a job each. */
    public List<PluginContent> java(int count) throws IOException, PluginRefusedException {
        List<PluginContent> contents = new ArrayList<>();
        for (Path jar : new SampleJars(work).make(count)) {
            String name = jar.getFileName().toString().replace(".jar", "");
            Path folder = begin(name, "");
            Files.createLink(folder.resolve(name + ".jar"), jar);
            contents.add(read(folder));
        }
        return contents;
    }

    /** Small Python plugins: a filter and a job each, the same ones. */
    public List<PluginContent> python(int count) throws IOException, PluginRefusedException {
        List<PluginContent> contents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path folder = begin("python%03d".formatted(i), ", \"initial_modules\": [\"plugin.py\"]");
            Files.writeString(folder.resolve("plugin.py"), PYTHON.formatted(i));
            contents.add(read(folder));
        }
        return contents;
    }

    /**
     * One Java plugin with this many bytes that cannot be compressed: half of them in a file beside its jar, half in the
     * jar, as a jar with its libraries has them.
     */
    PluginContent large(long bytes, int seed) throws IOException, PluginRefusedException {
        String name = "large" + seed;
        Path folder = begin(name, "");
        Path half = work.resolve(name + ".bin");
        writeRandom(half, bytes / 2, 2L * seed);
        Path jar = Files.copy(new SampleJars(work.resolve(name)).make(1).getFirst(), folder.resolve(name + ".jar"));
        try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("compressionMethod", "STORED"))) {
            Files.copy(half, inside.getPath("libraries.bin"));
        }
        Files.delete(half);
        writeRandom(folder.resolve("data.bin"), bytes - bytes / 2, 2L * seed + 1);
        return read(folder);
    }

    private Path begin(String name, String more) throws IOException {
        Path folder = Files.createDirectories(folder().resolve(name));
        Files.writeString(folder.resolve("plugin.json"), "{\"name\": \"" + name
                + "\", \"version\": \"1.0.0\", \"requires\": {\"winnow\": \">=1.0 <2.0\"}" + more + "}");
        return folder;
    }

    private static PluginContent read(Path folder) throws PluginRefusedException {
        return new ContentReader().readUnpacked(folder, String.valueOf(folder.getFileName())).content();
    }

    private static void writeRandom(Path file, long bytes, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= PIECE) {
                random.nextBytes(piece);
                out.write(piece, 0, (int) Math.min(left, PIECE));
            }
        }
    }
}
