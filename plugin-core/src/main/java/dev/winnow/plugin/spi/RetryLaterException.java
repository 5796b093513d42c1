package dev.winnow.plugin.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The job failed for now and shall be tried again no sooner than after a while, for example when throttled. */
public class RetryLaterException extends RuntimeException {
    private final Duration after;

    /**
     * @param after how long to wait at least; where the handler's policy has it wait for longer anyway, or this is null or
     *     negative, the policy counts. More than {@link JobOptions#LONGEST} is cut to that, with a warning in the job's log
     */
    public RetryLaterException(String message, @Nullable Duration after, @Nullable Throwable cause) {
        super(message, cause);
        this.after = after == null ? Duration.ZERO : after;
    }

    /** How long to wait at least. */
    public Duration after() {
        return after;
    }
}
