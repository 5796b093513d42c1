package dev.winnow.queue;

import java.time.Duration;

/**
 * Ends a claim for a later attempt.
 *
 * @param lease the claim
 * @param delay how long the job is held back before it joins its lane; zero: it goes to the end of its lane at once
 * @param failed whether the attempt failed; else it does not count, and the next claim has the same attempt number
 */
public record Release(Lease lease, Duration delay, boolean failed) {
}
