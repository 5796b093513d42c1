package dev.winnow.daemon.plugin;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a folder for published plugins that can be written. */
final class CacheFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);

    private CacheFolder() {
    }

    /** The folder that was set, or a temporary one where that cannot be written: slower, and no reason not to start. */
    static Path usable(Path wanted) {
        try {
            Files.createDirectories(wanted);
            Files.delete(Files.createTempFile(wanted, ".writable", null));
            return wanted;
        } catch (IOException e) {
            Path temporary = temporary();
            LOG.warn("The cache folder {} cannot be written ({}): using {}, so plugins are fetched anew at each start. "
                    + "Set WINNOW_CACHE_DIR to a folder this user may write.", wanted, e.getMessage(), temporary);
            return temporary;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("winnow-cache");
        } catch (IOException e) {
            throw new StartException(ExitCode.FAILED,
                    "Neither WINNOW_CACHE_DIR nor the folder for temporary files can be written: " + e.getMessage(), e);
        }
    }
}
