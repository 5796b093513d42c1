package dev.winnow.scheduler.discovery.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was fetched from one source, so that what is unchanged there is not fetched again. Losing it costs time
 * only.
 *
 * @param path exists and can be written
 */
public record FetchedFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(FetchedFolder.class);
    private static final String UNFINISHED = ".part";

    /**
     * That of a source.
     *
     * @param cache the folder for all sources
     * @param otherwise where to keep things for the moment if that cannot be written
     */
    public static FetchedFolder of(Path cache, String source, Path otherwise) throws IOException {
        Path wanted = cache.resolve(Sha256Sum.of(source.getBytes(StandardCharsets.UTF_8)).substring(0, 16));
        try {
            Files.createDirectories(wanted);
            Files.delete(Files.createTempFile(wanted, "writable", UNFINISHED));
            return new FetchedFolder(wanted);
        } catch (IOException e) {
            LOG.warn("The folder {} cannot be written ({}): what is fetched from the plugin source '{}' is fetched anew"
                    + " each time. Set WINNOW_CACHE_DIR to a folder this user may write.", wanted, e.toString(),
                    source);
            return new FetchedFolder(Files.createTempDirectory(Files.createDirectories(otherwise), "fetched-"));
        }
    }

    /** A new, empty file to write to; it is no part of what is kept until it is renamed. */
    public Path unfinished() throws IOException {
        return Files.createTempFile(path, "fetch-", UNFINISHED);
    }

    /** Gives an unfinished file its name, in one step. */
    public Path finish(Path unfinished, String name) throws IOException {
        return Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a small text, in one step. */
    public void write(String name, byte[] text) throws IOException {
        Path unfinished = unfinished();
        try (OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.TRUNCATE_EXISTING)) {
            out.write(text);
        }
        finish(unfinished, name);
    }

    /** Deletes all but these. */
    public void keepOnly(Set<String> names) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.debug("What is not needed any more stays in {}", path, e);
        }
    }
}
