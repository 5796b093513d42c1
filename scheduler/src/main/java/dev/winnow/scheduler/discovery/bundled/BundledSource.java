package dev.winnow.scheduler.discovery.bundled;

import dev.winnow.plugin.source.FolderSource;
import dev.winnow.plugin.source.PluginSource;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.scheduler.discovery.ConfiguredSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The plugins that ship with Winnow, in {@code $WINNOW_HOME/bundled-plugins}. */
public final class BundledSource {
    /** The name under which its plugins are published. */
    public static final String NAME = PluginSource.BUNDLED;

    private BundledSource() {
    }

    /** Those of this folder; without one the source is there, and unreachable. */
    public static ConfiguredSource of(Optional<Path> folder) {
        PluginSource source = folder.<PluginSource>map(path -> FolderSource.bundled(NAME, path)).orElseGet(
                Homeless::new);
        return new ConfiguredSource(source, null);
    }

    private record Homeless() implements PluginSource {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String location() {
            return "WINNOW_HOME is not set";
        }

        @Override
        public SourceScan scan(Path work) throws IOException {
            throw new IOException(
                    "WINNOW_HOME is not set, so the bundled plugins cannot be found; the launcher sets it");
        }
    }
}
