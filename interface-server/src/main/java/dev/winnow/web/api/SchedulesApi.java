package dev.winnow.web.api;

import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.api.json.ScheduleJson;
import dev.winnow.web.api.json.TickJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.ScheduleService;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Schedules and their tick ledger. */
@RestController
@RequestMapping("/api/v1/schedules")
class SchedulesApi {
    private static final int TICKS = 5000;

    private final ScheduleService schedules;

    SchedulesApi(ScheduleService schedules) {
        this.schedules = schedules;
    }

    @GetMapping
    Page<ScheduleJson> list(Paging paging) {
        return paging.of(schedules.all()).map(ScheduleJson::of);
    }

    @GetMapping("/{name}")
    ScheduleJson get(@PathVariable String name) {
        return ScheduleJson.of(schedules.get(name));
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
}
