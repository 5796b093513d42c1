package dev.winnow.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what scripts answer: numbers, bytes, and lists of them. */
final class Answers {
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

    /** Decimal digits, of a number that our own scripts or pushes wrote. */
    static long id(Object answer) {
        byte[] digits = (byte[]) answer;
        long id = 0;
        for (byte digit : digits) {
            id = Math.addExact(Math.multiplyExact(id, 10L), digit - '0');
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
