package dev.winnow.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear of jobs that somebody asks to stop. */
final class Cancellations {
    private static final Logger LOG = LoggerFactory.getLogger(Cancellations.class);

    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    void add(LongConsumer heard) {
        listeners.add(heard);
    }

    /** A message of ids with blanks between; what is none is passed over. */
    void hear(String message) {
        for (String word : message.split(" ")) {
            if (Answers.isId(word.getBytes(StandardCharsets.UTF_8))) {
                tell(Long.parseLong(word));
            }
        }
    }

    private void tell(long jobId) {
        for (LongConsumer listener : listeners) {
            try {
                listener.accept(jobId);
            } catch (RuntimeException e) {
                LOG.warn("the request to stop job {} could not be passed on; the next renewal tells it again", jobId,
                        e);
            }
        }
    }
}
