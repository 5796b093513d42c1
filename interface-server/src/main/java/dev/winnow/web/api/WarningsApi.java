package dev.winnow.web.api;

import dev.winnow.web.api.json.WarningJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.WarningService;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Warnings on plugins and sources. */
@RestController
@RequestMapping("/api/v1/plugins")
class WarningsApi {
    private final WarningService warnings;

    WarningsApi(WarningService warnings) {
        this.warnings = warnings;
    }

    /** On all plugins and on sources, worst first. */
    @GetMapping("/warnings")
    Page<WarningJson> all(Paging paging) {
        return paging.of(warnings.all()).map(WarningJson::of);
    }

    @GetMapping("/{name}/warnings")
    Page<WarningJson> of(@PathVariable String name, Paging paging) {
        return paging.of(warnings.of(name)).map(WarningJson::of);
    }

    @PostMapping("/{name}/warnings/{id}/acknowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acknowledge(@PathVariable String name, @PathVariable String id,
            @RequestBody(required = false) @Nullable Acknowledgement body, Actor actor) {
        warnings.acknowledge(actor, name, id, Body.textOr(body == null ? null : body.note(), ""),
                body == null ? null : body.expiresAt());
    }

    @DeleteMapping("/{name}/warnings/{id}/acknowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String name, @PathVariable String id, Actor actor) {
        warnings.withdraw(actor, name, id);
    }

    /** That somebody has seen a warning; for good, or until then. */
    record Acknowledgement(@Nullable String note, @Nullable Instant expiresAt) {
    }
}
