package dev.winnow.web.page.queue;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.web.page.view.Confirmation;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.OverviewService;
import dev.winnow.web.service.QueueService;
import dev.winnow.web.service.QueueView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The lanes, what is to come of them, and what was set aside. */
@Controller
class QueuePages {
    private static final int DEAD_LETTERS = 100;

    private final OverviewService overview;
    private final QueueService queues;
    private final Times times;

    QueuePages(OverviewService overview, QueueService queues, Times times) {
        this.overview = overview;
        this.queues = queues;
        this.times = times;
    }

    @GetMapping("/queues")
    String list(Model model) {
        QueueView view = overview.queues();
        model.addAttribute("crumbs", List.of(new Crumb("Jobs", "/jobs")));
        model.addAttribute("lanes", new Part<>(view.problem() != null
                ? null
                : view.lanes().stream()
                        .map(lane -> LaneView.of(lane, view.forecast(lane.priority()).orElse(null))).toList(),
                view.problem()));
        model.addAttribute("deadLetters", Part.of("the dead letters", () -> queues.deadLetters(DEAD_LETTERS).stream()
                .map(letter -> DeadLetterView.of(letter, times)).toList()));
        return "queue/list";
    }

    @PostMapping("/queues/{priority}/pause")
    String pause(@PathVariable String priority, @RequestParam(defaultValue = "false") boolean confirmed, Actor actor,
            Model model, RedirectAttributes redirect) {
        Priority lane = QueueService.lane(priority);
        if (!confirmed) {
            return Confirmation.ask(model, "jobs", "Pause queue " + lane.code() + "? " + consequence(lane),
                    "Pause queue", "/queues/" + lane.code() + "/pause", Map.of(), "/queues");
        }
        Flash.request(redirect, "Queue " + lane.code() + " is paused.", () -> queues.pause(actor, lane));
        return "redirect:/queues";
    }

    @PostMapping("/queues/{priority}/resume")
    String resume(@PathVariable String priority, Actor actor, RedirectAttributes redirect) {
        Priority lane = QueueService.lane(priority);
        Flash.request(redirect, "Queue " + lane.code() + " is on again.", () -> queues.resume(actor, lane));
        return "redirect:/queues";
    }

    private static String consequence(Priority lane) {
        return "No " + lane.title().toLowerCase(Locale.ROOT)
                + " job starts until it is resumed; what runs goes on.";
    }
}
