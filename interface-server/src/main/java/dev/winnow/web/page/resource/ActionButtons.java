package dev.winnow.web.page.resource;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceAction;
import dev.winnow.web.service.ResourceDetail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The buttons of a resource: what is offered now, and, disabled and with the reason, what other resources of its type
 * can do and this one cannot.
 */
@Component
class ActionButtons {
    private static final Logger LOG = LoggerFactory.getLogger(ActionButtons.class);

    private final PluginHost host;

    ActionButtons(PluginHost host) {
        this.host = host;
    }

    List<ActionButton> of(ResourceDetail detail) {
        Resource resource = detail.resource();
        Map<String, ActionButton> buttons = new TreeMap<>();
        List<ResourceAction> ofType = ofType(resource.type());
        boolean own = ofType.stream().anyMatch(action -> action.provider().equals(resource.provider()));
        for (ResourceAction action : ofType) {
            if (!own) {
                buttons.put(action.action(), disabled(action, noneOf(resource, ofType)));
            } else if (action.provider().equals(resource.provider())) {
                buttons.put(action.action(), disabled(action, "It is "
                        + Objects.requireNonNullElse(resource.description().state(), "in an unknown state") + "; "
                        + action.title() + " is for resources that are "
                        + String.join(" or ", action.states().stream().sorted().toList()) + "."));
            }
        }
        for (ResourceAction action : detail.actions()) {
            buttons.put(action.action(), new ActionButton(action.action(), action.title(), action.destructive(), null));
        }
        return List.copyOf(buttons.values());
    }

    private static ActionButton disabled(ResourceAction action, String reason) {
        return new ActionButton(action.action(), action.title(), action.destructive(), reason);
    }

    /** Why no action is offered for a provider; the one that reads files says so by its name. */
    private static String noneOf(Resource resource, List<ResourceAction> actions) {
        List<String> verbs = actions.stream().map(ResourceAction::action).distinct().sorted().toList();
        String things = resource.type() + "s cannot be " + String.join(" or ", verbs.stream()
                .map(ActionButtons::participle).toList());
        return resource.provider().endsWith("-file")
                ? "This account reads files, so " + things + " from here."
                : "The provider " + resource.provider() + " offers no actions, so " + things + " from here.";
    }

    private static String participle(String verb) {
        return switch (verb) {
            case "stop" -> "stopped";
            case "start" -> "started";
            default -> verb.endsWith("e") ? verb + "d" : verb + "ed";
        };
    }

    private List<ResourceAction> ofType(String type) {
        List<ResourceAction> actions = new ArrayList<>();
        for (Registered<JobHandler> handler : host.registry().all(JobHandler.class)) {
            try {
                handler.extension().resourceAction().filter(action -> action.resourceType().equals(type))
                        .ifPresent(actions::add);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                LOG.warn("Plugin '{}' failed to say which action '{}' is; it has no button.", handler.plugin(),
                        handler.extension().name(), e);
            }
        }
        actions.sort(Comparator.comparing(ResourceAction::action));
        return actions;
    }
}
