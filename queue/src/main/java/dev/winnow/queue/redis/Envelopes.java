package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Envelopes as they lie in Redis: {@code 1 LANE ATTEMPT FAILURES CRASHES SINCE SIGNATURE BODY}. The 1 is the version.
 * Scripts read and change what stands before the signature; the job's id is the key under which the envelope lies.
 */
final class Envelopes {
    private static final int VERSION = 1;
    private static final int COUNT_DIGITS = 9;
    private static final int SINCE_DIGITS = 15;
    private static final int NUMBERS_BEFORE_SINCE = 5;
    /** The head but for its numbers' own room. */
    private static final int HEAD_ROOM = 64;

    private final Payloads payloads = new Payloads();
    private final Seal seal;
    private final int largest;

    Envelopes(QueueOptions options) {
        this.seal = new Seal(options.signingKey());
        this.largest = options.largestEnvelope();
    }

    /** What push is told of one job: id, head as far as the time that the script puts in, and what follows that. */
    void write(JobEnvelope envelope, Arguments arguments) {
        int lane = envelope.priority().ordinal();
        byte[] body = payloads.write(envelope);
        if (body.length + HEAD_ROOM > largest) {
            throw new IllegalArgumentException("job " + envelope.jobId() + " (" + envelope.type()
                    + ") has an envelope of " + (body.length + HEAD_ROOM) + " bytes and the queue takes " + largest
                    + "; leave its arguments in the ledger");
        }
        byte[] signature = seal.of(envelope.jobId(), lane, body, 0);
        byte[] rest = new byte[signature.length + body.length + 2];
        rest[0] = ' ';
        System.arraycopy(signature, 0, rest, 1, signature.length);
        rest[signature.length + 1] = ' ';
        System.arraycopy(body, 0, rest, signature.length + 2, body.length);
        arguments.number(envelope.jobId()).text(VERSION + " " + lane + " " + envelope.attempt() + " "
                + envelope.failures() + " " + envelope.crashes() + " ").bytes(rest);
    }

    /** Reads an envelope with its body, which lay under this id. */
    JobEnvelope read(byte[] id, byte[] bytes) throws BadEnvelopeException {
        return read(id, bytes, true);
    }

    /** When it was pushed, or is to be run where that is later: in milliseconds on the server's clock. */
    long since(byte[] bytes) throws BadEnvelopeException {
        Cursor head = new Cursor(bytes);
        for (int i = 0; i < NUMBERS_BEFORE_SINCE; i++) {
            head.number(COUNT_DIGITS);
        }
        return head.number(SINCE_DIGITS);
    }

    /** Reads one whose arguments a script has left out, so that its signature does not fit. */
    JobEnvelope readShortened(byte[] id, byte[] bytes) throws BadEnvelopeException {
        return read(id, bytes, false);
    }

    private JobEnvelope read(byte[] key, byte[] bytes, boolean whole) throws BadEnvelopeException {
        Cursor head = new Cursor(bytes);
        head.expect(Answers.isId(key));
        long id = Answers.id(key);
        head.expect(head.number(1) == VERSION);
        int lane = (int) head.number(1);
        head.expect(lane < Priority.values().length);
        int attempt = (int) head.number(COUNT_DIGITS);
        int failures = (int) head.number(COUNT_DIGITS);
        int crashes = (int) head.number(COUNT_DIGITS);
        head.number(SINCE_DIGITS);
        byte[] signature = head.word();
        if (whole && !seal.fits(signature, id, lane, bytes, head.place)) {
            throw new BadEnvelopeException(BadEnvelopeException.FORGED);
        }
        Payloads.Body body = payloads.read(bytes, head.place);
        return new JobEnvelope(id, body.type(), Priority.values()[lane], attempt, failures, crashes, body.payload());
    }

    /** For messages. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Goes through the head. */
    private static final class Cursor {
        private final byte[] bytes;
        private int place;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        long number(int mostDigits) throws BadEnvelopeException {
            int from = place;
            long value = 0;
            while (place < bytes.length && bytes[place] >= '0' && bytes[place] <= '9' && place - from < mostDigits) {
                value = 10 * value + bytes[place++] - '0';
            }
            expect(place > from && place < bytes.length && bytes[place] == ' ');
            place++;
            return value;
        }

        byte[] word() throws BadEnvelopeException {
            int from = place;
            while (place < bytes.length && bytes[place] != ' ') {
                place++;
            }
            expect(place > from && place < bytes.length);
            return Arrays.copyOfRange(bytes, from, place++);
        }

        void expect(boolean held) throws BadEnvelopeException {
            if (!held) {
                throw new BadEnvelopeException(BadEnvelopeException.MALFORMED);
            }
        }
    }
}
