package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the scheduler does: push, promote what was delayed, remove, cancel, pause. */
final class Upkeep {
    private final RedisCommands commands;
    private final Envelopes envelopes;

    Upkeep(RedisCommands commands, Envelopes envelopes) {
        this.commands = commands;
        this.envelopes = envelopes;
    }

    void push(Collection<JobEnvelope> added, Duration delay) {
        for (List<JobEnvelope> portion : Portions.of(added)) {
            Arguments arguments = new Arguments().millis(delay);
            Set<Long> ids = HashSet.newHashSet(portion.size());
            for (JobEnvelope envelope : portion) {
                if (ids.add(envelope.jobId())) {
                    envelopes.write(envelope, arguments);
                }
            }
            commands.run(Script.PUSH, arguments);
        }
    }

    int promoteDelayed(int max) {
        int all = 0;
        while (all < max) {
            int wanted = Math.min(max - all, Portions.MOST);
            int moved = Math.toIntExact(Answers.number(commands.run(Script.PROMOTE, new Arguments()
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
        commands.run(Script.PAUSE, new Arguments().number(paused ? 1 : 0).lanes(lanes));
    }
}
