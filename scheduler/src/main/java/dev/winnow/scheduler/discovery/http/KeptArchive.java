package dev.winnow.scheduler.discovery.http;

import dev.winnow.scheduler.discovery.remote.FetchedFolder;
import dev.winnow.scheduler.discovery.remote.Sha256Sum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The archive that was fetched last, and by what to ask whether it is still what the server has.
 *
 * @param file whole, as it was fetched
 */
record KeptArchive(Path file, Validators validators) {
    private static final String RECORD = "archive.properties";

    /** The one that is kept of this URL; empty where there is none, or it is not what it was. */
    static Optional<KeptArchive> find(FetchedFolder folder, String url) {
        Path written = folder.path().resolve(RECORD);
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(written)) {
            properties.load(in);
            Path file = folder.path().resolve(name(properties.getProperty("sha256", "")));
            if (properties.getProperty("url", "").equals(hash(url)) && Files.isRegularFile(file)
                    && Sha256Sum.of(file).equals(properties.getProperty("sha256"))) {
                return Optional.of(new KeptArchive(file, new Validators(properties.getProperty("etag", ""), properties
                        .getProperty("modified", ""))));
            }
        } catch (IOException | IllegalArgumentException e) {
            // As good as none: it is fetched again.
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Keeps a file in place of the one before. */
    static KeptArchive keep(FetchedFolder folder, String url, Path fetched, Validators validators)
            throws IOException {
        String sha256 = Sha256Sum.of(fetched);
        Path file = folder.finish(fetched, name(sha256));
        Properties properties = new Properties();
        properties.setProperty("url", hash(url));
        properties.setProperty("sha256", sha256);
        properties.setProperty("etag", validators.etag());
        properties.setProperty("modified", validators.modified());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        properties.store(text, null);
        folder.write(RECORD, text.toByteArray());
        folder.keepOnly(Set.of(RECORD, name(sha256)));
        return new KeptArchive(file, validators);
    }

    private static String name(String sha256) {
        return "archive-" + (sha256.matches("[0-9a-f]{64}") ? sha256 : "none") + ".zip";
    }

    /** The URL itself may hold a token. */
    private static String hash(String url) {
        return Sha256Sum.of(url.getBytes(StandardCharsets.UTF_8));
    }
}
