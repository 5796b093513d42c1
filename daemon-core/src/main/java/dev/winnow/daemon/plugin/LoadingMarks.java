package dev.winnow.daemon.plugin;

import dev.winnow.plugin.bundle.LifeSign;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on this host which starts died while they loaded plugins: each start lays down a {@link LifeSign} that names
 * the generation, and takes it away when loading is done or it stops in an orderly way. One that is left behind tells of
 * a death.
 */
final class LoadingMarks {
    private static final Logger LOG = LoggerFactory.getLogger(LoadingMarks.class);
    /** The generation, and what tells one start from another. */
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-[0-9a-f-]{1,64}");

    private final Path folder;
    private @Nullable LifeSign own;

    /**
     * @param folder of one kind of daemon, made when needed; containers of that kind may share it
     */
    LoadingMarks(Path folder) {
        this.folder = folder;
    }

    /** How many starts died while they loaded this generation. */
    long deaths(long generation) {
        return leftBehind().stream().filter(mark -> generationOf(mark) == generation).count();
    }

    /** Loading of this generation begins. */
    synchronized void begin(long generation) {
        try {
            own = LifeSign.give(folder, generation + "-" + UUID.randomUUID());
        } catch (IOException e) {
            LOG.warn("No file can be written or locked in {} ({}): a start that dies of a plugin cannot be recognised.",
                    folder, e.getMessage());
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
            try {
                own.end();
            } catch (IOException e) {
                LOG.warn("A file in {} cannot be deleted ({}): delete it, or it counts as a start that died.", folder,
                        e.getMessage());
            }
            own = null;
        }
    }

    /** Forgets all deaths: the current generation was loaded. */
    void forget() {
        for (Path mark : leftBehind()) {
            try {
                Files.deleteIfExists(mark);
            } catch (IOException e) {
                LOG.warn("{} cannot be deleted ({}): delete it, or it counts as a start that died.", mark,
                        e.getMessage());
            }
        }
    }

    private List<Path> leftBehind() {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (NAME.matcher(file.getFileName().toString()).matches() && LifeSign.isLeftBehind(file)) {
                    left.add(file);
                }
            }
        } catch (NoSuchFileException noneYet) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("{} cannot be read ({}): starts that died of a plugin are not counted.", folder, e.getMessage());
        }
        return left;
    }

    private static long generationOf(Path mark) {
        String name = mark.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }
}
