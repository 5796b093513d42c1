package dev.winnow.daemon.probe;

/** The way out of this process, which no plugin can hold up. */
final class Leaving {
    private Leaving() {
    }

    /** Ends what was started from here, and this process, without shutdown hooks. */
    static void now() {
        try {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
