package dev.winnow.web.service;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.db.schedule.Tick;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Schedules and their tick ledger. */
@Service
public class ScheduleService {
    private final ScheduleStore schedules;
    private final SchedulerRequests scheduler;

    ScheduleService(ScheduleStore schedules, SchedulerRequests scheduler) {
        this.schedules = schedules;
        this.scheduler = scheduler;
    }

    /** All, by name. */
    public List<ScheduleRow> all() {
        return schedules.all();
    }

    /** One. */
    public ScheduleRow get(String name) {
        List<ScheduleRow> all = all();
        return all.stream().filter(schedule -> schedule.definition().name().equals(name)).findFirst()
                .orElseThrow(() -> RefusedException.notFound("There is no schedule '" + Shown.of(name) + "': "
                        + Suggestion.of(name, all.stream().map(row -> row.definition().name()).toList())));
    }

    /** The latest ticks, newest first. */
    public List<Tick> ticks(String name, int limit) {
        get(name);
        return schedules.ticks(name, limit);
    }

    /** Has it fire no more until it is resumed. */
    public RequestAnswer pause(Actor actor, String name) {
        return ask(actor, "schedule.pause", name);
    }

    /** Has it fire again. */
    public RequestAnswer resume(Actor actor, String name) {
        return ask(actor, "schedule.resume", name);
    }

    /** Has it fire now, besides its ticks. */
    public RequestAnswer run(Actor actor, String name) {
        return ask(actor, "schedule.run", name);
    }

    private RequestAnswer ask(Actor actor, String kind, String name) {
        get(name);
        return scheduler.ask(actor, kind, "schedule:" + name, Map.of("name", name));
    }
}
