package dev.winnow.web.service;

import dev.winnow.db.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;

/** Asks the leading scheduler what publishing would change; nothing is published by that. */
@Service
public class PlanService {
    private final SchedulerRequests scheduler;

    PlanService(SchedulerRequests scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * What came of asking.
     *
     * @param plan null where there is no answer, or none with a plan
     */
    public record Answer(RequestAnswer request, @Nullable PluginPlan plan) {
    }

    /** Asks, and waits for the answer as for every request. */
    public Answer ask(Actor actor) {
        return read(scheduler.ask(actor, "plugins.plan", "plugins", Map.of()));
    }

    /** How an earlier question stands. */
    public Answer answer(long request) {
        return read(scheduler.answer(request));
    }

    private static Answer read(RequestAnswer request) {
        if (!request.isDone()) {
            return new Answer(request, null);
        }
        if (!request.values().containsKey("changed")) {
            throw RefusedException.notFound("Request " + request.id() + " was not for a plan: make a new one.");
        }
        try {
            return new Answer(request, Json.read(Json.write(request.values()), PluginPlan.class));
        } catch (JacksonException e) {
            throw RefusedException.unavailable("The scheduler's plan cannot be read (" + Shown.message(e)
                    + "): is it of another version than this interface server?");
        }
    }
}
