package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cached contents the processes of this host use. Each has a list, and beside it its {@link LifeSign}. The callers
 * hold the cache's lock.
 */
final class CacheUses {
    private static final String LOCK = ".lock";
    private static final String LIST = ".list";

    private final Path folder;
    private final String own = UUID.randomUUID().toString();
    private final Set<String> used = new TreeSet<>();
    private @Nullable LifeSign alive;

    CacheUses(Path folder) {
        this.folder = folder;
    }

    /** This process uses these, too, for as long as it lives. */
    void add(Set<String> digests) throws IOException {
        if (alive == null) {
            alive = LifeSign.give(folder, own + LOCK);
        }
        used.addAll(digests);
        Path half = folder.resolve(own + ".half");
        Files.write(half, used);
        Files.move(half, folder.resolve(own + LIST), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What any living process uses; the files of dead ones are deleted. */
    Set<String> all() throws IOException {
        Set<String> all = new HashSet<>(used);
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> children = Files.list(folder)) {
            for (Path lock : children.filter(child -> child.toString().endsWith(LOCK)).toList()) {
                String name = lock.getFileName().toString();
                Path list = folder.resolve(name.substring(0, name.length() - LOCK.length()) + LIST);
                if (LifeSign.isLeftBehind(lock)) {
                    Files.deleteIfExists(list);
                    Files.deleteIfExists(lock);
                } else {
                    all.addAll(Files.exists(list) ? Files.readAllLines(list) : Set.of());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return all;
    }
}
