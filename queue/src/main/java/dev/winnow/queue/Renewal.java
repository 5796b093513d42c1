package dev.winnow.queue;

import java.util.Set;

/**
 * What a worker hears when it prolongs its leases.
 *
 * @param lost ids of jobs that are not this owner's any more, or whose attempt is another
 * @param cancelled ids of jobs that it still holds and shall stop
 */
public record Renewal(Set<Long> lost, Set<Long> cancelled) {
}
