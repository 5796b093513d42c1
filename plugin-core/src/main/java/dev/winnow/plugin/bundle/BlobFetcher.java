package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.io.OutputStream;

/** Brings the bytes of published files. */
@FunctionalInterface
public interface BlobFetcher {
    /**
     * Writes a file's bytes, in pieces of any size. What it wrote is verified by the caller.
     *
     * @throws IOException if they cannot be had
     */
    void fetch(ContentFile file, OutputStream out) throws IOException;
}
