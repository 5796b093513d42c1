package dev.winnow.web.service;

import dev.winnow.daemon.schedule.NextTicks;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleSearch;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.db.schedule.Tick;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Schedules and their tick ledger. */
@Service
public class ScheduleService {
    private final ScheduleStore schedules;
    private final ScheduleSearch search;
    private final SchedulerRequests scheduler;

    ScheduleService(ScheduleStore schedules, ScheduleSearch search, SchedulerRequests scheduler) {
        this.schedules = schedules;
        this.search = search;
        this.scheduler = scheduler;
    }

    /** A part of those that fit, by name, after a name. */
    public Page<ScheduleRow> find(ScheduleSearch.Filter filter, @Nullable String after, int limit) {
        return Page.of(search.find(filter, after, limit + 1), limit, row -> row.definition().name());
    }

    /** Who declares schedules, by name. */
    public List<String> origins() {
        return search.origins();
    }

    /** One. */
    public ScheduleRow get(String name) {
        return schedules.find(name).orElseThrow(() -> RefusedException.notFound("There is no schedule '"
                + Shown.of(name) + "': "
                + Suggestion.of(name, schedules.all().stream().map(row -> row.definition().name()).toList())));
    }

    /** When it ticks next, by the database's clock; fewer where it ends before. */
    public List<Instant> next(ScheduleRow row, int most) {
        return NextTicks.of(row, schedules.now(), most);
    }

    /** The latest ticks, newest first. */
    public List<Tick> ticks(String name, int limit) {
        get(name);
        return schedules.ticks(name, limit);
    }

    /** The last tick of each of these that has one. */
    public Map<String, Tick> lastTicks(Collection<String> names) {
        return search.lastTicks(names);
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
