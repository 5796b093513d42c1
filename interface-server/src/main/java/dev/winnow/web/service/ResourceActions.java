package dev.winnow.web.service;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The actions on resources that job handlers of plugins offer. */
@Component
class ResourceActions {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceActions.class);

    private final PluginHost host;

    ResourceActions(PluginHost host) {
        this.host = host;
    }

    /** An action with the type of the job that does it. */
    record Offer(String jobType, ResourceAction action) {
    }

    /** Those for a resource's provider and type, whatever its state, by job type. */
    List<Offer> forKindOf(Resource resource) {
        List<Offer> offers = new ArrayList<>();
        for (Registered<JobHandler> handler : host.registry().all(JobHandler.class)) {
            action(handler).filter(action -> action.provider().equals(resource.provider())
                    && action.resourceType().equals(resource.type()))
                    .ifPresent(action -> offers.add(new Offer(handler.extension().name(), action)));
        }
        return offers;
    }

    /** The job type of an action; refused with a sentence where it is not offered. */
    String jobType(Resource resource, String name) {
        List<Offer> offers = forKindOf(resource);
        Offer offer = offers.stream().filter(candidate -> candidate.action().action().equals(name)).findFirst()
                .orElseThrow(() -> RefusedException.conflict("No loaded plugin offers '" + Shown.of(name) + "' for "
                        + resource.provider() + " resources of type " + resource.type() + ": "
                        + Suggestion.of(name, offers.stream().map(known -> known.action().action()).toList())));
        if (!fits(offer.action(), resource)) {
            throw RefusedException.conflict("'" + name + "' is for resources that are "
                    + String.join(" or ", offer.action().states().stream().sorted().toList()) + "; this one was "
                    + (resource.description().state() == null ? "in no known state" : resource.description().state())
                    + " when it was last seen.");
        }
        return offer.jobType();
    }

    /** Whether an action is offered in a resource's state. */
    static boolean fits(ResourceAction action, Resource resource) {
        String state = resource.description().state();
        return action.states().isEmpty() || state != null && action.states().contains(state);
    }

    private static Optional<ResourceAction> action(Registered<JobHandler> handler) {
        try {
            return handler.extension().resourceAction();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("Plugin '{}' failed to say which action job type '{}' is; the action is not offered.",
                    handler.plugin(), handler.extension().name(), e);
            return Optional.empty();
        }
    }
}
