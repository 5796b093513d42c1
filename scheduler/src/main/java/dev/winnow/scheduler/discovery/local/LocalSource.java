package dev.winnow.scheduler.discovery.local;

import dev.winnow.plugin.source.FolderSource;
import dev.winnow.scheduler.discovery.ConfiguredSource;
import java.nio.file.Path;

/** The operators' folder, {@code WINNOW_PLUGINS_DIR}: what is copied into it is published at the next start. */
public final class LocalSource {
    /** The name under which its plugins are published. */
    public static final String NAME = "local";

    private LocalSource() {
    }

    /** This folder, with a marker. */
    public static ConfiguredSource of(Path folder) {
        FolderSource source = FolderSource.local(NAME, folder);
        return new ConfiguredSource(source, source::writeMarker);
    }
}
