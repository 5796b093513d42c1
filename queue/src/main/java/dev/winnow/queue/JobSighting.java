package dev.winnow.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the queue holds one job, to explain it to a person.
 *
 * @param presence where
 * @param attempt of the next claim or the one that holds it; 0 where it is absent
 * @param position for a waiting one how many are before it in its lane; null where it is not known, or too deep to look
 * @param owner for a running one the worker process that holds it
 * @param leaseUntil for a running one, on the queue's clock
 * @param dueAt for a delayed one when it joins its lane
 * @param cancelling whether a running one was asked to stop
 */
public record JobSighting(Presence presence, int attempt, @Nullable Long position, @Nullable String owner,
        @Nullable Instant leaseUntil, @Nullable Instant dueAt, boolean cancelling) {
}
