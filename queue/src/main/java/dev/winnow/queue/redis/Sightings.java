package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.DeadLetter;
import dev.winnow.queue.JobSighting;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.Presence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the queue tells of itself. It looks after its own books on the way. */
final class Sightings {
    private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);
    /** How far into a lane one looks for a job's place; it takes Redis well under a millisecond. */
    private static final int DEEPEST = 20_000;
    private static final int FIELDS_OF_A_LANE = 7;
    /** Of the script that mends. */
    private static final int MENDING_STEPS = 7;
    private static final int LETTER_FIELDS = 5;
    private static final String START = "0";

    private final RedisCommands commands;

    Sightings(RedisCommands commands) {
        this.commands = commands;
    }

    Map<Long, Presence> find(Collection<Long> jobIds) {
        Map<Long, Presence> found = HashMap.newHashMap(jobIds.size());
        boolean mended = false;
        for (List<Long> portion : Portions.of(jobIds)) {
            List<?> answer = find(portion);
            if (Answers.number(answer.getFirst()) == 0 && !mended) {
                mend();
                mended = true;
                answer = find(portion);
            }
            for (int i = 0; i < portion.size(); i++) {
                found.put(portion.get(i), Presence.valueOf(Answers.text(answer.get(i + 1))));
            }
        }
        return Map.copyOf(found);
    }

    private List<?> find(List<Long> portion) {
        return Answers.list(commands.run(Script.FIND, new Arguments().numbers(portion)));
    }

    private void mend() {
        LOG.warn(
                "the queue's keys in Redis do not agree with each other: somebody has changed or deleted some by hand. "
                        + "They are made to agree; jobs that were lost are pushed again from the ledger");
        for (int step = 1; step <= MENDING_STEPS; step++) {
            String cursor = START;
            do {
                cursor = Answers.text(commands.run(Script.MEND,
                        new Arguments().number(step).text(cursor).number(Portions.SCANNED)));
            } while (!cursor.equals(START));
        }
    }

    JobSighting inspect(long jobId) {
        List<?> answer = Answers.list(commands.run(Script.INSPECT, new Arguments().number(jobId).number(DEEPEST)));
        Presence presence = Presence.valueOf(Answers.text(answer.get(0)));
        long place = Answers.number(answer.get(2));
        Instant time = time(Answers.number(answer.get(4)));
        return new JobSighting(presence, Math.toIntExact(Answers.number(answer.get(1))), place < 0 ? null : place,
                presence == Presence.RUNNING ? Answers.text(answer.get(3)) : null,
                presence == Presence.RUNNING ? time : null, presence == Presence.DELAYED ? time : null,
                Answers.number(answer.get(5)) == 1);
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    List<LaneStatus> lanes() {
        List<?> answer = Answers.list(commands.run(Script.LANES, new Arguments()));
        List<LaneStatus> lanes = new ArrayList<>();
        for (Priority lane : Priority.values()) {
            List<?> one = answer.subList(FIELDS_OF_A_LANE * lane.ordinal(), FIELDS_OF_A_LANE * (lane.ordinal() + 1));
            lanes.add(new LaneStatus(lane, Answers.number(one.get(0)), Answers.number(one.get(1)),
                    Answers.number(one.get(2)), Duration.ofMillis(Answers.number(one.get(3))),
                    Answers.number(one.get(4)) == 1, Answers.number(one.get(5)), Answers.number(one.get(6))));
        }
        return List.copyOf(lanes);
    }

    List<DeadLetter> deadLetters(int max) {
        if (max < 1) {
            return List.of();
        }
        byte[] key = Keys.DEAD_LETTERS.getBytes(StandardCharsets.UTF_8);
        return commands.call(redis -> redis.lrange(key, 0, max - 1L)).stream().map(Sightings::letter).toList();
    }

    /** The scripts write "time lane reason id bytes"; what somebody else put there is shown as it is. */
    private static DeadLetter letter(byte[] letter) {
        String[] words = new String(letter, StandardCharsets.ISO_8859_1).split(" ", LETTER_FIELDS);
        if (words.length < LETTER_FIELDS || !words[0].matches("\\d{1,15}") || !isIdOrNone(words[3])) {
            return new DeadLetter(Instant.EPOCH, "-", BadEnvelopeException.MALFORMED, null, letter);
        }
        int bytes = letter.length - words[LETTER_FIELDS - 1].length();
        return new DeadLetter(Instant.ofEpochMilli(Long.parseLong(words[0])),
                words[1].equals("-") ? "-" : "p" + words[1], words[2],
                words[3].equals("-") ? null : Long.valueOf(words[3]), Arrays.copyOfRange(letter, bytes, letter.length));
    }

    private static boolean isIdOrNone(String word) {
        return word.equals("-") || Answers.isId(word.getBytes(StandardCharsets.ISO_8859_1));
    }
}
