package dev.winnow.worker;

import dev.winnow.plugin.spi.JobResult;

/** What came of running a job's handler. */
sealed interface JobEnd {
    /** It returned. */
    record Succeeded(JobResult result) implements JobEnd {
    }

    /** It threw, and nobody had asked it to stop. */
    record Failed(Throwable failure) implements JobEnd {
    }

    /** It was asked to stop, and did. */
    record Stopped(StopReason reason) implements JobEnd {
    }
}
