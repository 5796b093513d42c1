package dev.winnow.daemon.metrics.cloud;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that metrics cannot be sent, and once that they can again, in place of a stack trace each minute. */
public final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final String service;
    private final String advice;
    private boolean failing;

    /**
     * @param service where they go
     * @param advice what an operator can look at
     */
    public Sending(String service, String advice) {
        this.service = service;
        this.advice = advice;
    }

    /** They got there. */
    public synchronized void succeeded() {
        if (failing) {
            LOG.info("Metrics are sent to {} again.", service);
        }
        failing = false;
    }

    /** They did not. */
    public synchronized void failed(Throwable cause) {
        if (failing) {
            LOG.debug("Metrics cannot be sent to {} still", service, cause);
        } else {
            LOG.warn(
                    "Metrics cannot be sent to {} ({}): they are lost until that is mended, everything else goes on. {}",
                    service, cause.getMessage(), advice);
        }
        failing = true;
    }
}
