package dev.winnow.web.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.winnow.web.service.PlanService;
import dev.winnow.web.service.PluginPlan;
import dev.winnow.web.service.RestartCommands;
import org.jspecify.annotations.Nullable;

/**
 * What publishing would change.
 *
 * @param requestId by which the answer can be asked for again, as {@code /requests/{id}}
 * @param outcome {@code done}, or {@code waiting} without a plan
 * @param message a sentence for people
 * @param commands what to paste once it is published; absent where nothing would change
 */
public record PlanJson(String requestId, String outcome, String message, @JsonUnwrapped @Nullable PluginPlan plan,
        @Nullable RestartCommands commands) {
    public static PlanJson of(PlanService.Answer answer, @Nullable RestartCommands commands) {
        return new PlanJson(Long.toString(answer.request().id()), answer.request().outcome(),
                answer.request().message(), answer.plan(), commands);
    }
}
