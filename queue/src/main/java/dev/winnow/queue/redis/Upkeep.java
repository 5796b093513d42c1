package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the scheduler does: push, expire leases, promote what was delayed, remove, cancel, pause. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    /** Running jobs that one call looks at. */
    private static final int LOOKED_AT = 100;
    /** How often leases are gone through though none has ended: claims of owners without one would never end. */
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final String START = "0";

    private final RedisCommands commands;
    private final Envelopes envelopes;
    private long lastSweepMillis;

    Upkeep(RedisCommands commands, Envelopes envelopes) {
        this.commands = commands;
        this.envelopes = envelopes;
    }

    void push(Collection<JobEnvelope> added, Duration delay) {
        for (List<JobEnvelope> portion : Portions.of(added)) {
            Arguments arguments = new Arguments().text(Keys.WORK).millis(delay);
            Set<Long> ids = HashSet.newHashSet(portion.size());
            for (JobEnvelope envelope : portion) {
                if (ids.add(envelope.jobId())) {
                    envelopes.write(envelope, arguments);
                }
            }
            commands.run(Script.PUSH, arguments);
        }
    }

    synchronized List<JobEnvelope> expireLeases(int max, int maxCrashes) {
        List<?> ended = Answers.list(commands.run(Script.ENDED, new Arguments()));
        long now = Answers.number(ended.get(0));
        if (Answers.number(ended.get(1)) == 0 && Math.abs(now - lastSweepMillis) < SWEEP.toMillis()) {
            return List.of();
        }
        List<JobEnvelope> taken = new ArrayList<>();
        for (Priority lane : Priority.values()) {
            if (!expire(lane, max, maxCrashes, taken)) {
                return List.copyOf(taken);
            }
        }
        // All that these owners held has been taken; whoever renewed meanwhile has a later end.
        commands.call(redis -> redis.zremrangeByScore(Keys.LEASES, 0, now));
        lastSweepMillis = now;
        return List.copyOf(taken);
    }

    /** True if it has gone through the whole lane. */
    private boolean expire(Priority lane, int max, int maxCrashes, List<JobEnvelope> taken) {
        String cursor = START;
        do {
            if (taken.size() >= max) {
                return false;
            }
            List<?> answer = Answers.list(commands.run(Script.EXPIRE, new Arguments().text(Keys.WORK)
                    .number(lane.ordinal()).text(cursor).number(LOOKED_AT).number(max - taken.size())
                    .number(maxCrashes)));
            cursor = Answers.text(answer.get(0));
            for (int i = 1; i < answer.size(); i += 2) {
                taken.addAll(read(Answers.id(answer.get(i)), (byte[]) answer.get(i + 1)));
            }
        } while (!cursor.equals(START));
        return taken.size() < max;
    }

    /** One that cannot be read is told of when it is claimed again. */
    private List<JobEnvelope> read(long id, byte[] shortened) {
        try {
            return List.of(envelopes.readShortened(id, shortened));
        } catch (BadEnvelopeException e) {
            LOG.warn("the envelope of job {}, whose worker was lost, is {}", id, e.getMessage());
            return List.of();
        }
    }

    int promoteDelayed(int max) {
        int all = 0;
        while (all < max) {
            int wanted = Math.min(max - all, Portions.MOST);
            int moved = Math.toIntExact(Answers.number(commands.run(Script.PROMOTE, new Arguments().text(Keys.WORK)
                    .number(wanted))));
            all += moved;
            if (moved < wanted) {
                return all;
            }
        }
        return all;
    }

    Set<Long> remove(Collection<Long> jobIds) {
        Set<Long> removed = new HashSet<>();
        Portions.of(jobIds).forEach(portion -> removed
                .addAll(Answers.ids(commands.run(Script.REMOVE, new Arguments().numbers(portion)))));
        return Set.copyOf(removed);
    }

    Set<Long> cancel(Collection<Long> jobIds) {
        Set<Long> held = new HashSet<>();
        Portions.of(jobIds).forEach(portion -> held.addAll(Answers
                .ids(commands.run(Script.CANCEL, new Arguments().text(Keys.CANCEL).numbers(portion)))));
        return Set.copyOf(held);
    }

    void pause(Set<Priority> lanes, boolean paused) {
        commands.run(Script.PAUSE, new Arguments().text(Keys.WORK).number(paused ? 1 : 0).lanes(lanes));
    }
}
