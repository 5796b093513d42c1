package dev.winnow.bench.jobs;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Jobs of the queue alone that do nothing: their envelopes, and what runs them. */
final class Noop {
    static final String TYPE = "bench.noop";

    private static final JobPayload PAYLOAD = new JobPayload("{}", "bench", "user:bench", null, null, false, false);

    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong ran = new AtomicLong();

    /** So many new ones. */
    List<JobEnvelope> envelopes(int count, Priority priority) {
        List<JobEnvelope> envelopes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            envelopes.add(new JobEnvelope(ids.incrementAndGet(), TYPE, priority, 1, 0, 0, PAYLOAD));
        }
        return envelopes;
    }

    /** Looks at what was claimed and does nothing. */
    void run(ClaimedJob job) {
        if (!job.envelope().type().equals(TYPE) || job.envelope().payload().arguments() == null) {
            throw new IllegalStateException("the queue handed out something else: " + job);
        }
        ran.incrementAndGet();
    }

    /** How many ran. */
    long ran() {
        return ran.get();
    }
}
