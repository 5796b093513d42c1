package dev.winnow.plugin.loader;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * One jar of a plugin, open as long as its class loader is. Signatures inside jars are not looked at: the digests of
 * the whole plugin were verified before. Of several versions of a class the one for this Java counts.
 */
final class PluginJar implements Closeable {
    private static final long LARGE_CLASS = 4L * 1024 * 1024;

    private final Path path;
    private final JarFile file;
    private final ProtectionDomain domain;
    private final @Nullable Manifest manifest;

    /** @throws UnusablePluginException if it is no jar; the message names it */
    PluginJar(Path path, ClassLoader loader) throws UnusablePluginException, IOException {
        this.path = path;
        this.domain = new ProtectionDomain(
                new CodeSource(path.toUri().toURL(), (Certificate @Nullable []) null), null, loader, null);
        try {
            this.file = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        } catch (IOException | RuntimeException e) {
            throw unreadable(path, "", e);
        }
        try {
            this.manifest = file.getManifest();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw unreadable(path, "the manifest in ", e);
        }
    }

    private static UnusablePluginException unreadable(Path path, String part, Exception cause) {
        return new UnusablePluginException(
                part + "its jar " + path.getFileName() + " cannot be read (" + cause.getMessage() + ")",
                "It is torn or was never a jar: copy it anew, or ask its author.", cause);
    }

    /** The bytes of an entry. */
    Optional<byte[]> bytes(String name) throws IOException {
        JarEntry entry = file.getJarEntry(name);
        if (entry == null || entry.isDirectory()) {
            return Optional.empty();
        }
        try (InputStream in = file.getInputStream(entry)) {
            // What the entry says of its size saves copying, where it can be believed.
            return Optional.of(entry.getSize() > 0 && entry.getSize() <= LARGE_CLASS
                    ? in.readNBytes((int) entry.getSize())
                    : in.readAllBytes());
        }
    }

    /** A stream of an entry, which ends with the class loader at the latest. */
    Optional<InputStream> open(String name) throws IOException {
        JarEntry entry = file.getJarEntry(name);
        return entry == null ? Optional.empty() : Optional.of(file.getInputStream(entry));
    }

    /** Where an entry is, as every Java library reads it. */
    Optional<URL> url(String name) {
        JarEntry entry = file.getJarEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            // A URI quotes what a path may have and a URL may not.
            String escaped = new URI(null, null, "/" + entry.getRealName(), null).getRawPath();
            return Optional.of(URI.create("jar:" + path.toUri() + "!" + escaped).toURL());
        } catch (MalformedURLException | java.net.URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whose code it is. */
    ProtectionDomain domain() {
        return domain;
    }

    Optional<Manifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
