package dev.winnow.web.api;

import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.web.api.json.ExplanationJson;
import dev.winnow.web.api.json.JobDetailJson;
import dev.winnow.web.api.json.JobJson;
import dev.winnow.web.api.json.JobLogJson;
import dev.winnow.web.service.Choice;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.JobSearch;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.JobType;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.Shown;
import dev.winnow.web.service.explain.ExplainService;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs, to be read. */
@RestController
@RequestMapping("/api/v1/jobs")
class JobsApi {
    private final JobService jobs;
    private final ExplainService explanations;

    JobsApi(JobService jobs, ExplainService explanations) {
        this.jobs = jobs;
        this.explanations = explanations;
    }

    @GetMapping
    Page<JobJson> list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String priority,
            @RequestParam(required = false) @Nullable String type, Paging paging) {
        JobSearch search = new JobSearch(Choice.of(JobState.values(), JobState::code, "state", state),
                Choice.of(Priority.values(), Priority::code, "priority", priority),
                type == null || type.isBlank() ? null : type, paging.after(), paging.limit());
        return jobs.latest(search).map(JobJson::of);
    }

    /** What live workers have handlers for. */
    @GetMapping("/types")
    Page<JobType> types(Paging paging) {
        return paging.of(jobs.types());
    }

    @GetMapping("/{id}")
    JobDetailJson get(@PathVariable String id) {
        return JobDetailJson.of(jobs.get(Cursor.requiredId(id, "id")));
    }

    /** The jobs that it asked for. */
    @GetMapping("/{id}/children")
    Page<JobJson> children(@PathVariable String id, Paging paging) {
        return paging.of(jobs.children(Cursor.requiredId(id, "id"), Cursor.MAX_LIMIT * 20)).map(JobJson::of);
    }

    @GetMapping("/{id}/explain")
    ExplanationJson explain(@PathVariable String id) {
        return ExplanationJson.of(explanations.explain(Cursor.requiredId(id, "id")));
    }

    @GetMapping("/{id}/log")
    JobLogJson log(@PathVariable String id, Paging paging) {
        String cursor = paging.cursor() == null ? "0.0" : paging.cursor();
        if (!cursor.matches("\\d{1,9}\\.\\d{1,9}")) {
            throw RefusedException.malformed("cursor",
                    "'cursor' must be ATTEMPT.LINE as the list before gave it, got '" + Shown.of(cursor) + "'");
        }
        int dot = cursor.indexOf('.');
        return JobLogJson.of(jobs.log(Cursor.requiredId(id, "id"), Integer.parseInt(cursor.substring(0, dot)),
                Integer.parseInt(cursor.substring(dot + 1)), paging.limit()));
    }
}
