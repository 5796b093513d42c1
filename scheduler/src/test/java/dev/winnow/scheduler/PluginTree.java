package dev.winnow.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A folder of plugins that changes at random, and what is in it: by plugin and path the SHA-256. */
final class PluginTree {
    // Content that changed a moment ago is waited for; this has lain there for long.
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private final Path folder;
    private int version;

    PluginTree(Path folder) {
        this.folder = folder;
        create(folder);
    }

    /** A plugin with so many small files and one that is large. */
    void write(String name, int small, int largeBytes, Random random) {
        Path plugin = folder.resolve(name);
        remove(name);
        create(plugin.resolve("data"));
        version++;
        put(plugin.resolve("plugin.json"), """
            {"name": "%s", "version": "1.0.%d", "description": "d", "author": "a"}""".formatted(name, version)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (int i = 0; i < small; i++) {
            put(plugin.resolve("data").resolve("small" + i), bytes(random, random.nextInt(3000)));
        }
        put(plugin.resolve("data").resolve("large"), bytes(random, largeBytes));
        age(plugin);
    }

    void remove(String name) {
        try {
            FileSystemUtils.deleteRecursively(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).map(child -> child.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is to be published. */
    Map<String, Map<String, String>> content() {
        Map<String, Map<String, String>> content = new TreeMap<>();
        for (String name : names()) {
            Map<String, String> files = new TreeMap<>();
            Path plugin = folder.resolve(name);
            try (Stream<Path> walk = Files.walk(plugin)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    files.put(plugin.relativize(file).toString(), sha256(Files.readAllBytes(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            content.put(name, files);
        }
        return content;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void create(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void age(Path plugin) {
        try (Stream<Path> walk = Files.walk(plugin)) {
            for (Path path : walk.toList()) {
                Files.setLastModifiedTime(path, LONG_AGO);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
