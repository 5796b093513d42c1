package dev.winnow.cli.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jars that plugins are compiled against and tested with, as a Maven repository in a folder.
 *
 * @param folder absolute
 * @param version of the jars
 */
record Sdk(Path folder, String version) {
    private static final Path CORE = Path.of("dev", "winnow", "winnow-plugin-core");

    /** The one that was named, else that of the installation. */
    static Optional<Sdk> find(@Nullable Path named, @Nullable String home) throws IOException {
        Path folder = named != null ? named : home != null ? Path.of(home, "sdk") : null;
        if (folder == null || !Files.isDirectory(folder.resolve(CORE))) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(folder.resolve(CORE))) {
            List<String> found = versions.filter(Files::isDirectory).map(each -> each.getFileName().toString()).sorted()
                    .toList();
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Sdk(folder.toAbsolutePath().normalize(), found.getLast()));
        }
    }
}
