package dev.winnow.plugin.spi;

import java.util.Set;

/**
 * Offers a job as an action on a resource. The job gets the argument {@code resource}: the resource's id, a number.
 *
 * @param action the verb in URLs, for example {@code stop}
 * @param title the verb on the button, for example {@code Stop}
 * @param provider the {@link CloudProvider#name()} of the resources it is for
 * @param resourceType the type of the resources it is for
 * @param states the states in which it is offered; empty for all
 * @param destructive whether people are asked once before
 */
public record ResourceAction(String action, String title, String provider, String resourceType, Set<String> states,
        boolean destructive) {
    public ResourceAction {
        states = Set.copyOf(states);
    }
}
