package dev.winnow.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the queue set aside.
 *
 * @param at when
 * @param lane p0, p1 or p2
 * @param reason {@code malformed}, {@code forged} (its signature is wrong) or {@code crashed}
 * @param jobId null where it is not known
 * @param bytes as they were found
 */
public record DeadLetter(Instant at, String lane, String reason, @Nullable Long jobId, byte[] bytes) {
}
