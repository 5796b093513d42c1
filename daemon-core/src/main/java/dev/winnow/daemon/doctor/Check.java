package dev.winnow.daemon.doctor;

import java.util.List;

/** Looks at one thing and changes nothing. Safe to be called at any time, on any thread. */
public interface Check {
    /** What it looks at, for example {@code mysql}: what its findings' names begin with. */
    String name();

    /**
     * What it found, one finding at least.
     *
     * @throws InterruptedException if it is asked to stop, since it took too long
     */
    List<Finding> look() throws InterruptedException;
}
