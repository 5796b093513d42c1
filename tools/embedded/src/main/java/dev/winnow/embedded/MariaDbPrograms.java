package dev.winnow.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * MariaDB's command-line programs, {@code mariadb} and {@code mariadb-dump}: what an administrator has of a server.
 *
 * @param folder that holds them
 * @param environment what they need to find their shared libraries
 */
public record MariaDbPrograms(Path folder, Map<String, String> environment) {
    /** Those that the embedded server brings, unpacked where it is by default. */
    public static MariaDbPrograms unpacked() {
        MariaDbBinaries binaries = MariaDbBinaries.in(Folders.cache().resolve("mariadb"));
        return new MariaDbPrograms(binaries.server().resolveSibling("."), binaries.environment());
    }
}
