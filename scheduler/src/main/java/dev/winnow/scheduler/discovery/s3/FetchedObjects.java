package dev.winnow.scheduler.discovery.s3;

import dev.winnow.scheduler.discovery.remote.FetchedFolder;
import dev.winnow.scheduler.discovery.remote.Sha256Sum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The objects of one bucket that are kept on this host. A file's name tells the version of the object and the digest of
 * its bytes, so that one that was damaged here is fetched again.
 */
final class FetchedObjects {
    private static final int BUFFER = 64 * 1024;
    private static final int VERSION_LENGTH = 64;

    private final FetchedFolder folder;
    private final S3Client client;
    private final String bucket;
    private final Map<String, String> kept = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private int fetched;

    FetchedObjects(FetchedFolder folder, S3Client client, String bucket) throws IOException {
        this.folder = folder;
        this.client = client;
        this.bucket = bucket;
        try (Stream<Path> files = Files.list(folder.path())) {
            files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.matches(
                    "[0-9a-f]{64}-[0-9a-f]{64}")).forEach(name -> kept.put(name.substring(0, VERSION_LENGTH), name));
        }
    }

    /** How many were really fetched. */
    int fetched() {
        return fetched;
    }

    /** The object's bytes as a file, which is not to be written. */
    Path get(StoredObject object) throws IOException {
        String name = kept.get(object.version());
        if (name != null) {
            Path file = folder.path().resolve(name);
            if (used.contains(name) || name.endsWith(digest(file))) {
                used.add(name);
                return file;
            }
        }
        return fetch(object);
    }

    private static String digest(Path file) {
        try {
            return Sha256Sum.of(file);
        } catch (IOException e) {
            // As good as none: it is fetched again.
            return "unreadable";
        }
    }

    private Path fetch(StoredObject object) throws IOException {
        Path unfinished = folder.unfinished();
        try {
            // Called again when the SDK tries again: each time from the beginning.
            client.getObject(request -> request.bucket(bucket).key(object.key()).ifMatch(object.etag()),
                    (response, in) -> write(in, unfinished, object.size()));
            if (Files.size(unfinished) != object.size()) {
                throw new IncompleteObjectException();
            }
            String name = object.version() + "-" + Sha256Sum.of(unfinished);
            Path file = folder.finish(unfinished, name);
            kept.put(object.version(), name);
            used.add(name);
            fetched++;
            return file;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Path write(InputStream in, Path target, long most) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = in.read(buffer); read >= 0 && size <= most; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                size += read;
            }
        }
        return target;
    }

    /** What came is not as long as what was listed. */
    static final class IncompleteObjectException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Deletes what was not asked for. */
    void forgetOthers() {
        folder.keepOnly(used);
    }
}
