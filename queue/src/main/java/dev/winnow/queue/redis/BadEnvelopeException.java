package dev.winnow.queue.redis;

/** Something that is no envelope of ours. The message is the reason that the dead letters tell. */
final class BadEnvelopeException extends Exception {
    static final String MALFORMED = "malformed";
    static final String FORGED = "forged";

    BadEnvelopeException(String reason) {
        super(reason, null, false, false);
    }
}
