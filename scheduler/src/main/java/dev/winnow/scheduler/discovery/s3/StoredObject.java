package dev.winnow.scheduler.discovery.s3;

import dev.winnow.scheduler.discovery.remote.Sha256Sum;
import java.nio.charset.StandardCharsets;

/**
 * An object of a bucket, as listed.
 *
 * @param key in the bucket
 * @param path below the prefix, normalised
 * @param etag changes with its content
 * @param size in bytes
 */
record StoredObject(String key, String path, String etag, long size) {
    /** Names this content of this object: 64 hexadecimal digits. */
    String version() {
        return Sha256Sum.of((key + '\0' + etag + '\0' + size).getBytes(StandardCharsets.UTF_8));
    }

    /** The plugin's folder or file below the prefix. */
    String entry() {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
