package dev.winnow.db;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out time-ordered 63-bit ids: 41 bits of milliseconds since 2020, 10 bits of a random writer, 12 bits of a
 * counter. No identity column, so rows can be inserted in batches by many writers.
 */
public class TimeOrderedIds {
    private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final int COUNTER_BITS = 12;
    private static final int WRITER_BITS = 10;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

    private final InstantSource clock;
    private final long writer;
    private final SecureRandom random = new SecureRandom();
    /** Milliseconds and counter of the last id, without the writer: grows by one at least. */
    private final AtomicLong last = new AtomicLong();

    public TimeOrderedIds(InstantSource clock) {
        this.clock = clock;
        this.writer = random.nextInt(1 << WRITER_BITS);
    }

    /** The next id; greater than all this instance gave out before. Safe for use by several threads. */
    public long next() {
        long millis = Math.max(0, clock.millis() - EPOCH);
        // A millisecond starts somewhere in the counter's lower half, so that two writers of one number rarely meet.
        long fresh = millis << COUNTER_BITS | random.nextInt(1 << COUNTER_BITS - 1);
        long state = last.updateAndGet(before -> {
            boolean laterMillisecond = before >>> COUNTER_BITS < millis;
            return laterMillisecond ? fresh : before + 1;
        });
        return state >>> COUNTER_BITS << WRITER_BITS + COUNTER_BITS | writer << COUNTER_BITS | state & COUNTER_MASK;
    }

    /** When an id was given out, to the millisecond, on its writer's clock. */
    public static Instant timeOf(long id) {
        return Instant.ofEpochMilli((id >>> WRITER_BITS + COUNTER_BITS) + EPOCH);
    }

    /** No id that is given out at this instant or later, on its writer's clock, is smaller. */
    public static long firstAt(Instant instant) {
        return Math.max(0, instant.toEpochMilli() - EPOCH) << WRITER_BITS + COUNTER_BITS;
    }
}
