package dev.winnow.queue;

import java.util.List;
import java.util.Set;

/**
 * What came of acknowledging and claiming in one step.
 *
 * @param lost ids of acknowledged jobs whose lease was lost
 * @param claimed in the order in which they should start
 */
public record Exchange(Set<Long> lost, List<ClaimedJob> claimed) {
}
