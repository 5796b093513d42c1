package dev.winnow.scheduler.discovery;

import java.io.IOException;

/** Leaves the installation's id at a source, so that an emptied source can be told from one that is not mounted. */
@FunctionalInterface
public interface MarkerWriter {
    /** @throws IOException if the source cannot be written; the message says why */
    void write(String installation) throws IOException;
}
