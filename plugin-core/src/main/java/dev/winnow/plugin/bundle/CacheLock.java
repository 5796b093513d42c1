package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Held by one thread of one process on this host; a process that dies lets go of it. */
final class CacheLock {
    private static final Duration AGAIN = Duration.ofMillis(20);

    private final Path file;
    private final ReentrantLock threads = new ReentrantLock();

    CacheLock(Path file) {
        this.file = file;
    }

    /** Waits until nobody else has it. */
    Held hold() throws IOException {
        threads.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                lock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return () -> {
                try {
                    // Closing the channel releases the lock.
                    channel.close();
                } finally {
                    threads.unlock();
                }
            };
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    /** A second cache on the same folder in this process is told by an exception instead of waiting. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /** Lets go. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
