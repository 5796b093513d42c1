package dev.winnow.scheduler.lead;

import dev.winnow.queue.QueueUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.springframework.dao.DataAccessException;

/** Says once that something fails, and once that it is over, however often it is tried in between. */
public final class Outage {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Logger log;
    private final String what;
    private int failures;

    /** @param what is being done, as it stands in the log */
    public Outage(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Another try failed. */
    public synchronized void failed(Throwable cause) {
        failures++;
        if (failures > 1) {
            log.debug("Still failing: {}", what, cause);
        } else if (cause instanceof QueueUnavailableException || cause instanceof DataAccessException) {
            log.warn("Failed: {}; it is tried again until it works. Cause: {}", what, cause.getMessage());
        } else {
            log.warn("Failed: {}; it is tried again until it works.", what, cause);
        }
    }

    /** A try went well. */
    public synchronized void over() {
        if (failures > 0) {
            log.info("Works again: {} ({} tries had failed).", what, failures);
        }
        failures = 0;
    }

    /** How long to wait before the next try: from 1 s, doubled with each failure, up to 10 s. */
    public synchronized Duration pause() {
        Duration pause = Duration.ofSeconds(1L << Math.min(Math.max(failures - 1, 0), 4));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
