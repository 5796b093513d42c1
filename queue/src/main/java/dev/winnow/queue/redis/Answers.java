package dev.winnow.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what scripts answer: numbers, bytes, and lists of them. */
final class Answers {
    private static final byte[] LARGEST_ID = Long.toString(Long.MAX_VALUE).getBytes(StandardCharsets.US_ASCII);

    private Answers() {
    }

    static List<?> list(Object answer) {
        return (List<?>) answer;
    }

    static long number(Object answer) {
        return (Long) answer;
    }

    static String text(Object answer) {
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }

    /** Whether this is an id as our own pushes write it, in decimal digits: somebody else may have put anything there. */
    static boolean isId(byte[] text) {
        if (text.length == 0 || text.length > LARGEST_ID.length || text.length > 1 && text[0] == '0') {
            return false;
        }
        for (byte digit : text) {
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return text.length < LARGEST_ID.length || Arrays.compare(text, LARGEST_ID) <= 0;
    }

    /** One of which {@link #isId} is true, or that was told to the script. */
    static long id(Object answer) {
        long id = 0;
        for (byte digit : (byte[]) answer) {
            id = 10 * id + digit - '0';
        }
        return id;
    }

    static Set<Long> ids(Object answer) {
        return ids(list(answer));
    }

    private static Set<Long> ids(Collection<?> answers) {
        Set<Long> ids = HashSet.newHashSet(answers.size());
        answers.forEach(id -> ids.add(id(id)));
        return ids;
    }
}
