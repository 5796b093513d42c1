package dev.winnow.web.page.worker;

import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.DriftService;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The processes of this installation. */
@Controller
class WorkerPage {
    private final DriftService drifts;
    private final Times times;

    WorkerPage(DriftService drifts, Times times) {
        this.drifts = drifts;
        this.times = times;
    }

    @GetMapping("/workers")
    String list(Model model) {
        model.addAttribute("processes", Part.of("the list of processes", () -> {
            var drift = drifts.drift();
            return drift.processes().stream().map(row -> ProcessView.of(row.process(), drift.current(), times))
                    .toList();
        }));
        return "worker/list";
    }
}
