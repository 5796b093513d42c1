package dev.winnow.scheduler.probe;

/** No process that tries plugins can be had, for a reason that is no plugin's. */
final class ProbeUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    ProbeUnavailableException(String message) {
        super(message);
    }
}
