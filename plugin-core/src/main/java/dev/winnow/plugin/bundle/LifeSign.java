package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that its process keeps locked while it lives. The lock goes with the process, however that ends, and the file
 * stays; it is seen from other containers that share the folder, too, where process ids mean nothing.
 */
public final class LifeSign {
    /** Of this process: to open and close a file that it has locked would give the lock back. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel lock;

    private LifeSign(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Lays down a new file, which is locked before anyone sees it.
     *
     * @param folder made when needed
     * @throws IOException also where the file system knows no locks
     */
    public static LifeSign give(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path file = keyOf(folder.resolve(name));
        Path unseen = folder.resolve(name + ".half");
        FileChannel channel = FileChannel.open(unseen, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            OWN.add(file);
            Files.move(unseen, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            OWN.remove(file);
            channel.close();
            throw e;
        }
        return new LifeSign(file, channel);
    }

    /** Whether the process that laid down this file is gone and left it. */
    public static synchronized boolean isLeftBehind(Path file) throws IOException {
        if (OWN.contains(keyOf(file))) {
            return false;
        }
        // Shared: two that look at once are not to take each other for the one who lives.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock held = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return held != null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Takes the file away. */
    public void end() throws IOException {
        Files.deleteIfExists(file);
        lock.close();
        OWN.remove(file);
    }

    private static Path keyOf(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
