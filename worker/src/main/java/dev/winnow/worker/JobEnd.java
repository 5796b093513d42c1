package dev.winnow.worker;

import dev.winnow.plugin.spi.JobResult;
import java.util.List;

/** What came of a job that this worker held. */
sealed interface JobEnd {
    /** What {@link #word} may say. */
    List<String> WORDS = List.of("succeeded", "failed", "stopped", "abandoned", "expired", "parked");

    /** Its handler returned. */
    record Succeeded(JobResult result) implements JobEnd {
    }

    /** Its handler threw, and nobody had asked it to stop. */
    record Failed(Throwable failure) implements JobEnd {
    }

    /** It was asked to stop, and did, or was not started any more. */
    record Stopped(StopReason reason) implements JobEnd {
    }

    /**
     * It was asked to stop and did not heed: its thread was left to itself.
     *
     * @param stack where the thread was
     */
    record Abandoned(StopReason reason, String stack) implements JobEnd {
    }

    /** It was too late to start. */
    record Expired() implements JobEnd {
    }

    /** No live worker has a handler for it. */
    record Parked(String reason) implements JobEnd {
    }

    /** For metrics. */
    default String word() {
        return switch (this) {
            case Succeeded succeeded -> "succeeded";
            case Failed failed -> "failed";
            case Stopped stopped -> "stopped";
            case Abandoned abandoned -> "abandoned";
            case Expired expired -> "expired";
            case Parked parked -> "parked";
        };
    }
}
