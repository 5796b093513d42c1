package dev.winnow.web.page.job;

import dev.winnow.web.page.view.Confirmation;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.JobSweep;
import dev.winnow.web.service.RefusedException;
import java.util.LinkedHashMap;
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
    private final JobSweep sweep;

    JobActions(JobService jobs, JobSweep sweep) {
        this.jobs = jobs;
        this.sweep = sweep;
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

    /** All unfinished jobs that fit the list's filters: counted first, then called off once that is confirmed. */
    @PostMapping("/jobs/sweep")
    String sweep(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String priority,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String upTo, Actor actor, Model model,
            RedirectAttributes redirect) {
        try {
            JobSweep.Filter filter = JobSweep.Filter.of(state, priority, type);
            JobSweep.Swept swept = upTo == null
                    ? sweep.count(filter)
                    : sweep.cancel(actor, filter, Cursor.requiredId(upTo, "upTo"));
            String newest = swept.upTo();
            if (upTo == null && newest != null) {
                Map<String, List<String>> fields = new LinkedHashMap<>(filter.fields());
                fields.put("upTo", List.of(newest));
                return Confirmation.ask(model, "jobs",
                        "Cancel " + swept.jobs() + (swept.more() ? " of more" : "") + " unfinished jobs with "
                                + filter.words() + "? What those that run have done so far stays.",
                        "Cancel " + swept.jobs() + " jobs", "/jobs/sweep", fields, "/jobs");
            }
            Flash.done(redirect, swept.jobs() == 0
                    ? "No unfinished job fits these filters."
                    : "Asked to cancel " + swept.jobs() + " jobs. " + swept.message());
        } catch (RefusedException e) {
            Flash.problem(redirect, e.sentence());
        }
        return "redirect:/jobs";
    }

    @PostMapping("/jobs/bulk")
    String bulk(@RequestParam(name = "id", required = false) @Nullable List<String> ids, @RequestParam String action,
            @RequestParam(defaultValue = "false") boolean confirmed, Actor actor, Model model,
            RedirectAttributes redirect) {
        List<Long> chosen = ids == null
                ? List.of()
                : ids.stream().map(id -> Cursor.requiredId(id, "id")).distinct().toList();
        if (chosen.isEmpty()) {
            Flash.problem(redirect, "No job was selected.");
            return "redirect:/jobs";
        }
        boolean cancels = action.equals("cancel");
        String number = chosen.size() == 1 ? "1 job" : chosen.size() + " jobs";
        if (cancels && !confirmed) {
            return Confirmation.ask(model, "jobs", "Cancel " + number + "? What they have done so far stays.",
                    "Cancel " + number, "/jobs/bulk",
                    Map.of("action", List.of(action), "id", chosen.stream().map(String::valueOf).toList()), "/jobs");
        }
        Flash.request(redirect, "Asked to " + (cancels ? "cancel " : "retry ") + number + ".",
                () -> cancels ? jobs.cancelAll(actor, chosen) : jobs.retryAll(actor, chosen));
        return "redirect:/jobs";
    }
}
