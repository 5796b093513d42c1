package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes claims from owners whose lease has ended. It goes through all that runs, a portion in each command, and goes on in
 * the next call where it had enough in this one.
 */
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    /** Running jobs that one command looks at. */
    private static final int LOOKED_AT = 25;
    /** How often leases are gone through though none has ended: claims of owners without one would never end. */
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String START = "0";

    private final RedisCommands commands;
    private final Envelopes envelopes;
    private @Nullable Sweep sweep;
    private long lastSweepMillis;

    Expiry(RedisCommands commands, Envelopes envelopes) {
        this.commands = commands;
        this.envelopes = envelopes;
    }

    synchronized List<JobEnvelope> expireLeases(int max, int maxCrashes) {
        Sweep current = sweep == null ? begin() : sweep;
        sweep = current;
        List<JobEnvelope> taken = new ArrayList<>();
        while (current != null && taken.size() < max) {
            current = take(current, max - taken.size(), maxCrashes, taken);
            sweep = current;
        }
        return List.copyOf(taken);
    }

    private @Nullable Sweep begin() {
        List<?> ended = Answers.list(commands.run(Script.ENDED, new Arguments()));
        long now = Answers.number(ended.get(0));
        boolean due = Answers.number(ended.get(1)) > 0 || Math.abs(now - lastSweepMillis) >= EVERY.toMillis();
        return due ? new Sweep(now, 0, START) : null;
    }

    /** Takes a portion; what is left to be gone through then, if anything. */
    private @Nullable Sweep take(Sweep current, int most, int maxCrashes, List<JobEnvelope> taken) {
        List<?> answer = Answers.list(commands.run(Script.EXPIRE, new Arguments().number(current.lane())
                .text(current.cursor()).number(LOOKED_AT).number(most).number(maxCrashes)));
        for (int i = 1; i < answer.size(); i += 2) {
            taken.addAll(read((byte[]) answer.get(i), (byte[]) answer.get(i + 1)));
        }
        String cursor = Answers.text(answer.get(0));
        boolean fromTheStart = current.cursor().equals(START) && answer.size() > 2 * most;
        if (!cursor.equals(START) || fromTheStart) {
            return new Sweep(current.began(), current.lane(), cursor);
        }
        if (current.lane() + 1 < Priority.values().length) {
            return new Sweep(current.began(), current.lane() + 1, START);
        }
        // All that these owners held has been taken; whoever renewed meanwhile has a later end.
        commands.call(redis -> redis.zremrangeByScore(Keys.LEASES, 0, current.began()));
        lastSweepMillis = current.began();
        return null;
    }

    /** One that cannot be read is told of when it is claimed again. */
    private List<JobEnvelope> read(byte[] id, byte[] shortened) {
        try {
            return List.of(envelopes.readShortened(id, shortened));
        } catch (BadEnvelopeException e) {
            LOG.warn("the envelope of job {}, whose worker was lost, is {}", Envelopes.text(id), e.getMessage());
            return List.of();
        }
    }

    /**
     * How far it has got.
     *
     * @param began when, on Redis's clock, in milliseconds
     */
    private record Sweep(long began, int lane, String cursor) {
    }
}
