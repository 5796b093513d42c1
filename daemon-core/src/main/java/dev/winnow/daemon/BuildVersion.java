package dev.winnow.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Which build this is, for example {@code 1.0.0 (3bc9771)}: the commit is there where the build had a Git checkout. */
final class BuildVersion {
    private BuildVersion() {
    }

    static String current() {
        String version = read("/dev/winnow/daemon/version.properties").getProperty("version", "unknown");
        String commit = read("/git.properties").getProperty("git.commit.id.abbrev", "");
        return commit.isEmpty() ? version : version + " (" + commit + ")";
    }

    private static Properties read(String resource) {
        Properties properties = new Properties();
        try (@Nullable
        InputStream in = BuildVersion.class.getResourceAsStream(resource)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " of this installation cannot be read", e);
        }
        return properties;
    }
}
