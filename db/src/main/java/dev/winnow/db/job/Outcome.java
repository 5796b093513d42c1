package dev.winnow.db.job;

import dev.winnow.plugin.spi.JobResult;
import java.time.Duration;
import java.time.Instant;

/** What came of an attempt, to be put on record once. */
public sealed interface Outcome {
    /** Whose. */
    Attempt attempt();

    /** The handler returned. */
    record Succeeded(Attempt attempt, Instant finishedAt, JobResult result) implements Outcome {
    }

    /** It failed for the last time. */
    record Failed(Attempt attempt, Instant finishedAt, JobOutcomes.Failure failure) implements Outcome {
    }

    /** It failed and is due again after a while: the job is retrying. */
    record Retrying(Attempt attempt, Instant finishedAt, JobOutcomes.Failure failure, Duration delay)
            implements
                Outcome {
    }

    /** It was called off, or ran past its deadline. */
    record Cancelled(Attempt attempt, Instant finishedAt, String reason) implements Outcome {
    }

    /** It was too late to start. */
    record Expired(Attempt attempt, Instant finishedAt) implements Outcome {
    }

    /** The worker stops, or never started it: the job is queued as before, and the attempt does not count. */
    record HandedBack(Attempt attempt, Instant finishedAt) implements Outcome {
    }

    /** No live worker has a handler: the job is requested again and waits until one has; the attempt does not count. */
    record Parked(Attempt attempt, Instant finishedAt, String reason) implements Outcome {
    }
}
