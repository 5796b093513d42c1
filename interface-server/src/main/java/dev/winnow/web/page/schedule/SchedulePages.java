package dev.winnow.web.page.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleSearch;
import dev.winnow.db.schedule.Tick;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.ScheduleService;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Schedules: the list, each with its ticks, and pause, resume, run. */
@Controller
class SchedulePages {
    private static final int TICKS = 100;
    private static final int NEXT = 5;

    private final ScheduleService schedules;
    private final Times times;

    SchedulePages(ScheduleService schedules, Times times) {
        this.schedules = schedules;
        this.times = times;
    }

    @GetMapping("/schedules")
    String list(@RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String origin,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        @Nullable
        Boolean paused = "paused".equals(state) ? Boolean.TRUE : "on".equals(state) ? Boolean.FALSE : null;
        Filters filters = new Filters("/schedules").add("q", "Name or job", q == null ? null : q.strip())
                .add("state", "State", paused == null ? null : state, paused != null && paused ? "Paused" : "On")
                .add("origin", "Origin", origin);
        Part<Page<ScheduleView>> page = Part.of("the list of schedules",
                () -> withLastTicks(schedules.find(
                        new ScheduleSearch.Filter(blankToNull(filters.get("q")), paused,
                                blankToNull(filters.get("origin"))),
                        blankToNull(cursor), Cursor.DEFAULT_LIMIT)));
        Page<ScheduleView> found = page.value();
        model.addAttribute("schedules", new Part<>(found == null ? null : found.items(), page.problem()));
        model.addAttribute("pager", filters.pager(cursor, found == null ? null : found.next()));
        model.addAttribute("chips", filters.chips());
        model.addAttribute("filter", Map.of("q", filters.get("q"), "state", filters.get("state"), "origin",
                filters.get("origin")));
        model.addAttribute("origins", Part.of("the origins", schedules::origins).or(List.of()));
        return "schedule/list";
    }

    @GetMapping("/schedules/{name}")
    String detail(@PathVariable String name, Model model) {
        ScheduleRow row = schedules.get(name);
        model.addAttribute("schedule", ScheduleView.of(row, null, times));
        model.addAttribute("nextTicks", Part.of("the ticks to come",
                () -> schedules.next(row, NEXT).stream().map(times::when).toList()));
        model.addAttribute("crumbs", List.of(new Crumb("Schedules", "/schedules")));
        model.addAttribute("ticks", Part.of("the ticks",
                () -> schedules.ticks(name, TICKS).stream().map(tick -> TickView.of(tick, times)).toList()));
        return "schedule/detail";
    }

    @PostMapping("/schedules/{name}/pause")
    String pause(@PathVariable String name, Actor actor, RedirectAttributes redirect) {
        Flash.request(redirect, "Schedule " + name + " is paused.", () -> schedules.pause(actor, name));
        return back(name, redirect);
    }

    @PostMapping("/schedules/{name}/resume")
    String resume(@PathVariable String name, Actor actor, RedirectAttributes redirect) {
        Flash.request(redirect, "Schedule " + name + " is on again.", () -> schedules.resume(actor, name));
        return back(name, redirect);
    }

    @PostMapping("/schedules/{name}/run")
    String run(@PathVariable String name, Actor actor, RedirectAttributes redirect) {
        Flash.request(redirect, "Schedule " + name + " has fired.", () -> schedules.run(actor, name));
        return back(name, redirect);
    }

    private static String back(String name, RedirectAttributes redirect) {
        redirect.addAttribute("schedule", name);
        return "redirect:/schedules/{schedule}";
    }

    private Page<ScheduleView> withLastTicks(Page<ScheduleRow> page) {
        Map<String, Tick> last = schedules.lastTicks(page.items().stream().map(row -> row.definition().name())
                .toList());
        return page.map(row -> ScheduleView.of(row, last.get(row.definition().name()), times));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
