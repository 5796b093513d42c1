package dev.winnow.db.job;

import java.util.List;

/**
 * What became of jobs whose worker was lost.
 *
 * @param again queued again
 * @param dead lost their worker too often
 * @param cancelled had been called off
 * @param spared as {@code again}, but the queue has set them aside, and they must be pushed: they had not been begun, so
 *     their worker's last crash was not their doing
 * @param out do not belong into the queue, since what came of the attempt was on record already
 */
public record LostReport(List<Long> again, List<Long> dead, List<Long> cancelled, List<Long> spared,
        List<Long> out) {
}
