package dev.winnow.web.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.web.api.json.DriftJson;
import dev.winnow.web.api.json.GenerationJson;
import dev.winnow.web.api.json.PlanJson;
import dev.winnow.web.api.json.PluginJson;
import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.DriftService;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.PlanService;
import dev.winnow.web.service.PluginPlan;
import dev.winnow.web.service.PluginService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plugins, their sources and generations. */
@RestController
@RequestMapping("/api/v1/plugins")
class PluginsApi {
    private static final int GENERATIONS = 1000;

    private final PluginService plugins;
    private final DriftService drifts;
    private final PlanService plans;

    PluginsApi(PluginService plugins, DriftService drifts, PlanService plans) {
        this.plugins = plugins;
        this.drifts = drifts;
        this.plans = plans;
    }

    @GetMapping
    Page<PluginJson> list(Paging paging, HttpServletRequest request) {
        return paging.of(plugins.all()).map(plugin -> PluginJson.of(plugin, request.getContextPath()));
    }

    @GetMapping("/{name}")
    PluginJson get(@PathVariable String name, HttpServletRequest request) {
        return PluginJson.of(plugins.get(name), request.getContextPath());
    }

    @GetMapping("/sources")
    Page<SourceStatus> sources(Paging paging) {
        return paging.of(plugins.sources());
    }

    @GetMapping("/generations")
    Page<GenerationJson> generations(Paging paging) {
        return paging.of(plugins.generations(GENERATIONS)).map(GenerationJson::of);
    }

    @GetMapping("/drift")
    DriftJson drift() {
        return DriftJson.of(drifts.drift());
    }

    /** Asks the leading scheduler: 200 with the plan, 202 without one while there is no answer. */
    @GetMapping("/plan")
    ResponseEntity<PlanJson> plan(Actor actor) {
        PlanService.Answer answer = plans.ask(actor);
        PluginPlan plan = answer.plan();
        return Answers.of(answer.request(),
                PlanJson.of(answer, plan == null || !plan.changed() ? null : drifts.restartAll()));
    }

    @PostMapping("/publish")
    ResponseEntity<RequestJson> publish(@RequestBody(required = false) @Nullable Publication body, Actor actor) {
        return Answers.of(plugins.publish(actor,
                body == null ? List.of() : Body.items("confirmRemovals", body.confirmRemovals())));
    }

    @PostMapping("/rollback")
    ResponseEntity<RequestJson> rollback(@RequestBody(required = false) @Nullable Rollback body, Actor actor) {
        return Answers.of(plugins.rollback(actor, body == null ? null : body.generation()));
    }

    /** The digests that a source's guard named, where removals are meant. */
    record Publication(@JsonAlias("confirm") @Nullable List<@Nullable String> confirmRemovals) {
    }

    /** Where to go back to; the last but one where absent. */
    record Rollback(@Nullable Long generation) {
    }
}
