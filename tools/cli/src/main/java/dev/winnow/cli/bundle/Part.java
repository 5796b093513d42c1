package dev.winnow.cli.bundle;

import java.io.IOException;

/** Puts one kind of thing into the archive. What it cannot have it notes there; it fails only where the archive does. */
@FunctionalInterface
interface Part {
    /**
     * Puts it in.
     *
     * @throws IOException if the archive cannot be written
     * @throws InterruptedException if the command is asked to stop
     */
    void collect(Archive archive) throws IOException, InterruptedException;
}
