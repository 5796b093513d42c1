package dev.winnow.web.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.web.api.json.DriftJson;
import dev.winnow.web.api.json.GenerationJson;
import dev.winnow.web.api.json.PluginJson;
import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.api.json.WarningJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.PluginService;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plugins, their sources, generations and warnings. */
@RestController
@RequestMapping("/api/v1/plugins")
class PluginsApi {
    private static final int GENERATIONS = 1000;

    private final PluginService plugins;

    PluginsApi(PluginService plugins) {
        this.plugins = plugins;
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
        return DriftJson.of(plugins.drift());
    }

    @GetMapping("/{name}/warnings")
    Page<WarningJson> warnings(@PathVariable String name, Paging paging) {
        return paging.of(plugins.warnings(name)).map(WarningJson::of);
    }

    @PostMapping("/{name}/warnings/{id}/acknowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acknowledge(@PathVariable String name, @PathVariable String id,
            @RequestBody(required = false) @Nullable Acknowledgement body, Actor actor) {
        plugins.acknowledge(actor, name, id, Body.textOr(body == null ? null : body.note(), ""),
                body == null ? null : body.expiresAt());
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

    /** That somebody has seen a warning; for good, or until then. */
    record Acknowledgement(@Nullable String note, @Nullable Instant expiresAt) {
    }

    /** The digests that a source's guard named, where removals are meant. */
    record Publication(@JsonAlias("confirm") @Nullable List<@Nullable String> confirmRemovals) {
    }

    /** Where to go back to; the last but one where absent. */
    record Rollback(@Nullable Long generation) {
    }
}
