package dev.winnow.web.page.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.Tick;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.ScheduleService;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Schedules: the list, each with its ticks, and pause, resume, run. */
@Controller
class SchedulePages {
    private static final int TICKS = 100;

    private final ScheduleService schedules;
    private final Times times;

    SchedulePages(ScheduleService schedules, Times times) {
        this.schedules = schedules;
        this.times = times;
    }

    @GetMapping("/schedules")
    String list(Model model) {
        model.addAttribute("schedules", Part.of("the list of schedules",
                () -> schedules.all().stream().map(this::withLastTick).toList()));
        return "schedule/list";
    }

    @GetMapping("/schedules/{name}")
    String detail(@PathVariable String name, Model model) {
        model.addAttribute("schedule", ScheduleView.of(schedules.get(name), null, times));
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

    private ScheduleView withLastTick(ScheduleRow row) {
        List<Tick> last = schedules.ticks(row.definition().name(), 1);
        return ScheduleView.of(row, last.isEmpty() ? null : last.getFirst(), times);
    }
}
