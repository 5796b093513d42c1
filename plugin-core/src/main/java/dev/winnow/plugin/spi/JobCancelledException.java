package dev.winnow.plugin.spi;

/** The job shall stop: it was cancelled, is past its deadline, or its lease is lost. Handlers let it pass. */
public class JobCancelledException extends RuntimeException {
    public JobCancelledException(String message) {
        super(message);
    }
}
