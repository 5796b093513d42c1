package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cached contents the processes of this host use. Each has a list, and beside it a file that it keeps locked while
 * it lives: a lock is seen from other containers, too, where process ids mean nothing. The callers hold the cache's lock.
 */
final class CacheUses {
    private static final String LOCK = ".lock";
    private static final String LIST = ".list";

    private final Path folder;
    private final String process;
    private final String own;
    private final Set<String> used = new TreeSet<>();
    private @Nullable FileChannel alive;

    CacheUses(Path folder) {
        this.folder = folder;
        ProcessHandle self = ProcessHandle.current();
        process = self.pid() + "-" + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L) + "-";
        own = process + UUID.randomUUID();
    }

    /** This process uses these, too, for as long as it lives. */
    void add(Set<String> digests) throws IOException {
        Files.createDirectories(folder);
        if (alive == null) {
            FileChannel channel = FileChannel.open(folder.resolve(own + LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            channel.lock();
            alive = channel;
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
                if (isAlive(lock)) {
                    all.addAll(Files.exists(list) ? Files.readAllLines(list) : Set.of());
                } else {
                    Files.deleteIfExists(list);
                    Files.deleteIfExists(lock);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return all;
    }

    /** To open and close a file that this very process has locked would give the lock back. */
    private boolean isAlive(Path lock) throws IOException {
        if (lock.getFileName().toString().startsWith(process)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held == null;
        }
    }
}
