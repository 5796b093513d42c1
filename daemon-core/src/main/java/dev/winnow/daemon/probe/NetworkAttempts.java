package dev.winnow.daemon.probe;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Notes each attempt to use the network, which is refused. Safe for use by several threads. */
public final class NetworkAttempts {
    private static final int MOST = 20;

    private final List<Attempt> seen = new ArrayList<>();

    NetworkAttempts() {
    }

    /** Notes it, and makes what the caller throws. */
    ConnectException refuse(String what) {
        Optional<StackTraceElement> place = Places.foreign(Arrays.asList(new Throwable().getStackTrace()));
        synchronized (seen) {
            if (seen.size() < MOST && seen.stream().noneMatch(attempt -> attempt.what().equals(what))) {
                seen.add(new Attempt(what, place));
            }
        }
        return new ConnectException("there is no network while a plugin is tried, before it is published: " + what
                + " is refused");
    }

    /** What was noted since it was asked last. */
    List<Attempt> take() {
        synchronized (seen) {
            List<Attempt> taken = List.copyOf(seen);
            seen.clear();
            return taken;
        }
    }

    /**
     * One attempt.
     *
     * @param what to do what, with the address where it is known
     * @param place in a plugin's own code, where it was on the calling thread
     */
    record Attempt(String what, Optional<StackTraceElement> place) {
    }
}
