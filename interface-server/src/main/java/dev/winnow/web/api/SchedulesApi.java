package dev.winnow.web.api;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleSearch;
import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.api.json.ScheduleDetailJson;
import dev.winnow.web.api.json.ScheduleJson;
import dev.winnow.web.api.json.TickJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Choice;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.ScheduleService;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Schedules and their tick ledger. */
@RestController
@RequestMapping("/api/v1/schedules")
class SchedulesApi {
    private static final int TICKS = 5000;
    private static final int NEXT = 5;

    private final ScheduleService schedules;

    SchedulesApi(ScheduleService schedules) {
        this.schedules = schedules;
    }

    @GetMapping
    Page<ScheduleJson> list(@RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String origin, Paging paging) {
        return schedules.find(filter(q, state, origin), paging.cursor(), paging.limit()).map(ScheduleJson::of);
    }

    @GetMapping("/{name}")
    ScheduleDetailJson get(@PathVariable String name) {
        ScheduleRow row = schedules.get(name);
        return ScheduleDetailJson.of(row, schedules.next(row, NEXT));
    }

    @GetMapping("/{name}/ticks")
    Page<TickJson> ticks(@PathVariable String name, Paging paging) {
        return paging.of(schedules.ticks(name, TICKS)).map(TickJson::of);
    }

    @PostMapping("/{name}/pause")
    ResponseEntity<RequestJson> pause(@PathVariable String name, Actor actor) {
        return Answers.of(schedules.pause(actor, name));
    }

    @PostMapping("/{name}/resume")
    ResponseEntity<RequestJson> resume(@PathVariable String name, Actor actor) {
        return Answers.of(schedules.resume(actor, name));
    }

    @PostMapping("/{name}/run")
    ResponseEntity<RequestJson> run(@PathVariable String name, Actor actor) {
        return Answers.of(schedules.run(actor, name));
    }

    private static ScheduleSearch.Filter filter(@Nullable String text, @Nullable String state,
            @Nullable String origin) {
        State wanted = Choice.of(State.values(), one -> one.name().toLowerCase(Locale.ROOT), "state", state);
        return new ScheduleSearch.Filter(given(text), wanted == null ? null : wanted == State.PAUSED, given(origin));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private enum State {
        ON, PAUSED
    }
}
