package dev.winnow.db.job;

import java.util.List;

/**
 * What became of jobs whose worker was lost.
 *
 * @param again queued again
 * @param dead lost their worker too often
 * @param cancelled had been called off
 * @param out do not belong into the queue, since what came of the attempt was on record already
 */
public record LostReport(List<Long> again, List<Long> dead, List<Long> cancelled, List<Long> out) {
}
