package dev.winnow.daemon.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on this host which starts died while they loaded plugins: each start lays down a small file that names the
 * generation and its process, and takes it away when loading is done or it stops in an orderly way. One whose process
 * is gone tells of a death.
 */
final class LoadingMarks {
    private static final Logger LOG = LoggerFactory.getLogger(LoadingMarks.class);

    private final Path folder;
    private @Nullable Path own;

    /**
     * @param folder of one kind of daemon, made when needed
     */
    LoadingMarks(Path folder) {
        this.folder = folder;
    }

    /** How many starts died while they loaded this generation. */
    long deaths(long generation) {
        return marks().stream().filter(mark -> mark.generation() == generation && !mark.isAlive()).count();
    }

    /** Loading of this generation begins. */
    synchronized void begin(long generation) {
        ProcessHandle self = ProcessHandle.current();
        Path mark = folder.resolve(new Mark(generation, self.pid(), startOf(self)).fileName());
        try {
            Files.createDirectories(folder);
            Files.writeString(mark, "");
            own = mark;
        } catch (IOException e) {
            LOG.warn("{} cannot be written ({}): a start that dies of a plugin cannot be recognised.", mark,
                    e.getMessage());
        }
    }

    /** The process stops: in an orderly way, unless it is a plugin being loaded that ends it. */
    void stop() {
        if (!ExitCall.isForeign()) {
            end();
        }
    }

    /** Loading has ended. */
    synchronized void end() {
        if (own != null) {
            delete(own);
            own = null;
        }
    }

    /** Forgets all deaths: the current generation was loaded. */
    void forget() {
        marks().stream().filter(mark -> !mark.isAlive()).forEach(mark -> delete(folder.resolve(mark.fileName())));
    }

    private List<Mark> marks() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> Mark.parse(file.getFileName().toString())).flatMap(Optional::stream).toList();
        } catch (NoSuchFileException noneYet) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be read ({}): starts that died of a plugin are not counted.", folder, e.getMessage());
            return List.of();
        }
    }

    private static void delete(Path mark) {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted ({}): delete it, or it counts as a start that died.", mark, e.getMessage());
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** What a file's name says. */
    private record Mark(long generation, long pid, long startedAt) {
        static Optional<Mark> parse(String fileName) {
            if (!fileName.matches("\\d{1,18}-\\d{1,18}-\\d{1,18}")) {
                return Optional.empty();
            }
            String[] parts = fileName.split("-", -1);
            return Optional.of(new Mark(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }

        String fileName() {
            return generation + "-" + pid + "-" + startedAt;
        }

        boolean isAlive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> startOf(process) == startedAt)
                    .isPresent();
        }
    }
}
