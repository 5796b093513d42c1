package dev.winnow.web.api.json;

import dev.winnow.queue.DeadLetter;
import dev.winnow.web.service.DeadLetterText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the queue has set aside.
 *
 * @param reason {@code malformed}, {@code forged} or {@code crashed}
 * @param jobId null where it is not known
 * @param size in bytes
 * @param text its beginning; bytes that are no plain text as {@code \\x1f}
 */
public record DeadLetterJson(Instant at, String priority, String reason, @Nullable String jobId, int size,
        String text) {
    public static DeadLetterJson of(DeadLetter letter) {
        Long job = letter.jobId();
        return new DeadLetterJson(letter.at(), letter.lane(), letter.reason(), job == null ? null : job.toString(),
                letter.bytes().length, DeadLetterText.of(letter.bytes()));
    }
}
