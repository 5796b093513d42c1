package dev.winnow.web.page.job;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.JobSummary;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.JobLog;
import dev.winnow.web.service.JobSearch;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.JobType;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.explain.ExplainService;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Jobs: the list, and each of them. */
@Controller
class JobPages {
    private static final int LOG_LINES = 2000;
    private static final int CHILDREN = 50;

    private final JobService jobs;
    private final ExplainService explanations;
    private final Times times;

    JobPages(JobService jobs, ExplainService explanations, Times times) {
        this.jobs = jobs;
        this.explanations = explanations;
        this.times = times;
    }

    @GetMapping("/jobs")
    String list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String priority,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        @Nullable
        JobState wantedState = known(state, JobState.values(), JobState::code);
        @Nullable
        Priority wantedPriority = known(priority, Priority.values(), Priority::code);
        Filters filters = new Filters("/jobs")
                .add("state", "State", wantedState == null ? null : wantedState.code(),
                        wantedState == null ? null : Status.of(wantedState).word())
                .add("priority", "Priority", wantedPriority == null ? null : wantedPriority.code(),
                        wantedPriority == null ? null : wantedPriority.title() + " " + wantedPriority.code())
                .add("type", "Type", type);
        Part<Page<JobSummary>> page = Part.of("the list of jobs",
                () -> summaries(jobs.latest(new JobSearch(wantedState, wantedPriority, blankToNull(type),
                        Cursor.id(cursor, "cursor"), Cursor.DEFAULT_LIMIT))));
        Page<JobSummary> found = page.value();
        model.addAttribute("jobs", new Part<>(found == null ? null : found.items(), page.problem()));
        model.addAttribute("pager", filters.pager(cursor, found == null ? null : found.next()));
        model.addAttribute("chips", filters.chips());
        model.addAttribute("filter", Map.of("state", filters.get("state"), "priority", filters.get("priority"), "type",
                filters.get("type")));
        model.addAttribute("sweepable",
                !filters.chips().isEmpty() && (wantedState == null || !wantedState.isFinished()));
        model.addAttribute("states", Arrays.stream(JobState.values())
                .map(each -> Map.of("code", each.code(), "word", Status.of(each).word())).toList());
        model.addAttribute("priorities", Priority.values());
        model.addAttribute("types", Part.of("the job types", () -> jobs.types().stream().map(JobType::name).toList())
                .or(List.of()));
        return "job/list";
    }

    @GetMapping("/jobs/{id}")
    String detail(@PathVariable String id, Model model) {
        long jobId = Cursor.requiredId(id, "id");
        JobView job = JobView.of(jobs.get(jobId), times);
        model.addAttribute("job", job);
        model.addAttribute("explanation", job.finished()
                ? null
                : Part.of("what keeps the job", () -> ExplanationView.of(explanations.explain(jobId))));
        model.addAttribute("children", Part.of("the jobs that it asked for", () -> jobs.children(jobId, CHILDREN)
                .stream().map(row -> JobSummary.of(row, times)).toList()));
        model.addAttribute("crumbs", List.of(new Crumb("Jobs", "/jobs")));
        model.addAttribute("lineBreak", "\n");
        Part<JobLog> log = Part.of("the log", () -> jobs.log(jobId, 0, 0, LOG_LINES));
        JobLog lines = log.value();
        model.addAttribute("logGoesOn", lines != null && lines.more());
        model.addAttribute("log", new Part<>(lines == null
                ? null
                : lines.lines().stream()
                        .map(line -> line.line().at() + "  " + line.attempt() + "  "
                                + line.line().level().toUpperCase(Locale.ROOT) + "  " + line.line().message())
                        .toList(),
                log.problem()));
        return "job/detail";
    }

    private Page<JobSummary> summaries(Page<JobRow> page) {
        Map<Long, String> holds = Part.of("what holds jobs back", () -> jobs.holds(page.items())).or(Map.of());
        return page.map(row -> JobSummary.of(row, holds.get(row.id()), times));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The constant with this code; null for an unknown one, which does not filter. */
    private static <E> @Nullable E known(@Nullable String code, E[] all, Function<E, String> codeOf) {
        for (E each : all) {
            if (codeOf.apply(each).equals(code)) {
                return each;
            }
        }
        return null;
    }
}
