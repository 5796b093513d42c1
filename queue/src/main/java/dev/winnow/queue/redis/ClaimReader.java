package dev.winnow.queue.redis;

import dev.winnow.queue.ClaimedJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what an owner was handed out. What nobody can read goes to the dead letters. */
final class ClaimReader {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimReader.class);

    private final RedisCommands commands;
    private final Envelopes envelopes;
    private final RestartWatch restarts;

    ClaimReader(RedisCommands commands, Envelopes envelopes, RestartWatch restarts) {
        this.commands = commands;
        this.envelopes = envelopes;
        this.restarts = restarts;
    }

    /**
     * @param until the end of the lease, in milliseconds
     * @param jobs ids and envelopes by turns
     */
    List<ClaimedJob> read(String owner, long until, List<?> jobs) {
        Instant leaseUntil = Instant.ofEpochMilli(until);
        List<ClaimedJob> read = new ArrayList<>(jobs.size() / 2);
        List<Bad> bad = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i += 2) {
            byte[] id = (byte[]) jobs.get(i);
            try {
                byte[] envelope = (byte[]) jobs.get(i + 1);
                read.add(new ClaimedJob(envelopes.read(id, envelope), owner, leaseUntil,
                        restarts.isDoubtful(envelopes.since(envelope))));
            } catch (BadEnvelopeException e) {
                bad.add(new Bad(id, String.valueOf(e.getMessage())));
            }
        }
        if (!bad.isEmpty()) {
            setAside(owner, bad);
        }
        return read;
    }

    private void setAside(String owner, List<Bad> bad) {
        Arguments arguments = new Arguments().text(owner);
        bad.forEach(one -> {
            LOG.warn(
                    "the envelope of job {} is {} and went to the dead letters; the scheduler pushes the job again from "
                            + "the ledger. Somebody writes to this Redis who should not, or the daemons differ in "
                            + "WINNOW_QUEUE_HMAC_KEY",
                    Envelopes.text(one.id()), one.reason());
            arguments.bytes(one.id()).text(one.reason());
        });
        commands.run(Script.SET_ASIDE, arguments);
    }

    /** What nobody can read, by the id under which it lies. */
    private record Bad(byte[] id, String reason) {
    }
}
