package dev.winnow.plugin.source;

import java.io.IOException;
import java.nio.file.Path;

/** A place where plugins are found. */
public interface PluginSource {
    /** The name of the source of what ships with Winnow; no other source may have it. */
    String BUNDLED = "bundled";

    /** Unique among the sources of an installation, stable over restarts; for example {@code local} or {@code bundled}. */
    String name();

    /** What people read: the folder, the URL without password, the bucket. */
    String location();

    /**
     * Reads what is there now. Archives are unpacked below {@code work}, which is the caller's to delete.
     *
     * @throws IOException if the source cannot be reached, which is not the same as empty
     */
    SourceScan scan(Path work) throws IOException;
}
