package dev.winnow.queue.redis;

import org.jspecify.annotations.Nullable;

/**
 * How the queue behaves; all daemons must have the same.
 *
 * @param shares how many turns each lane gets
 * @param signingKey by which envelopes are signed and checked; null: they are not
 * @param largestEnvelope in bytes, all of it; a push of a larger one is refused
 */
public record QueueOptions(FairShares shares, @Nullable String signingKey, int largestEnvelope) {
    /** What an envelope may have by default. */
    public static final int LARGEST_ENVELOPE = 256 * 1024;
    /** The usual shares, no signatures. */
    public static final QueueOptions USUAL = new QueueOptions(FairShares.USUAL, null, LARGEST_ENVELOPE);

    private static final int SHORTEST_KEY = 16;

    public QueueOptions {
        if (signingKey != null && signingKey.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("WINNOW_QUEUE_HMAC_KEY is too short: it must have at least "
                    + SHORTEST_KEY + " characters; openssl rand -hex 32 makes a good one");
        }
        if (largestEnvelope < 1) {
            throw new IllegalArgumentException(
                    "an envelope of at most " + largestEnvelope + " bytes: must be 1 at least");
        }
    }

    /** With this key. */
    public QueueOptions signedWith(@Nullable String key) {
        return new QueueOptions(shares, key, largestEnvelope);
    }

    /** With these shares. */
    public QueueOptions sharedAs(FairShares other) {
        return new QueueOptions(other, signingKey, largestEnvelope);
    }

    /** For messages; the key is left out. */
    @Override
    public String toString() {
        return shares + (signingKey == null ? ", not signed" : ", signed");
    }
}
