package dev.winnow.web.page.job;

import dev.winnow.web.page.view.Confirmation;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.RefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do with jobs: retry and cancel, one or several. */
@Controller
class JobActions {
    private final JobService jobs;

    JobActions(JobService jobs) {
        this.jobs = jobs;
    }

    @PostMapping("/jobs/{id}/retry")
    String retry(@PathVariable String id, Actor actor, RedirectAttributes redirect) {
        long jobId = Cursor.requiredId(id, "id");
        Flash.request(redirect, "Job " + jobId + " is queued once more.", () -> jobs.retry(actor, jobId));
        return "redirect:/jobs/" + jobId;
    }

    @PostMapping("/jobs/{id}/cancel")
    String cancel(@PathVariable String id, @RequestParam(defaultValue = "false") boolean confirmed, Actor actor,
            Model model, RedirectAttributes redirect) {
        long jobId = Cursor.requiredId(id, "id");
        String page = "/jobs/" + jobId;
        if (!confirmed) {
            String type = jobs.get(jobId).row().type();
            return Confirmation.ask(model, "jobs",
                    "Cancel job " + jobId + " (" + type + ")? What it has done so far stays.", "Cancel this job",
                    page + "/cancel", Map.of(), page);
        }
        Flash.request(redirect, "Job " + jobId + " is called off.", () -> jobs.cancel(actor, jobId));
        return "redirect:" + page;
    }

    @PostMapping("/jobs/bulk")
    String bulk(@RequestParam(name = "id", required = false) @Nullable List<String> ids, @RequestParam String action,
            @RequestParam(defaultValue = "false") boolean confirmed, Actor actor, Model model,
            RedirectAttributes redirect) {
        List<Long> chosen = ids == null ? List.of() : ids.stream().map(id -> Cursor.requiredId(id, "id")).toList();
        if (chosen.isEmpty()) {
            Flash.problem(redirect, "No job was selected.");
            return "redirect:/jobs";
        }
        boolean cancels = action.equals("cancel");
        if (cancels && !confirmed) {
            return Confirmation.ask(model, "jobs",
                    "Cancel " + chosen.size() + " jobs? What they have done so far stays.",
                    "Cancel " + chosen.size() + " jobs", "/jobs/bulk",
                    Map.of("action", List.of(action), "id", chosen.stream().map(String::valueOf).toList()), "/jobs");
        }
        int asked = 0;
        StringBuilder refusals = new StringBuilder();
        for (long id : chosen) {
            try {
                var answer = cancels ? jobs.cancel(actor, id) : jobs.retry(actor, id);
                asked++;
                if (answer.isWaiting()) {
                    redirect.addFlashAttribute("requestId", answer.id());
                }
            } catch (RefusedException e) {
                refusals.append(e.sentence()).append(' ');
            }
        }
        if (asked > 0) {
            Flash.done(redirect,
                    "Asked to " + (cancels ? "cancel " : "retry ") + asked + " of " + chosen.size() + " jobs.");
        }
        if (!refusals.isEmpty()) {
            Flash.problem(redirect, refusals.toString().strip());
        }
        return "redirect:/jobs";
    }
}
