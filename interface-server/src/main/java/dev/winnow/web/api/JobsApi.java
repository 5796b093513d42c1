package dev.winnow.web.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.web.api.json.JobDetailJson;
import dev.winnow.web.api.json.JobJson;
import dev.winnow.web.api.json.JobLogJson;
import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.JobSearch;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.JobWish;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.Shown;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs. */
@RestController
@RequestMapping("/api/v1/jobs")
class JobsApi {
    private final JobService jobs;

    JobsApi(JobService jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    Page<JobJson> list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String priority,
            @RequestParam(required = false) @Nullable String type, Paging paging) {
        JobSearch search = new JobSearch(given(state) ? Body.constant(JobState.class, "state", state, null) : null,
                given(priority) ? Body.constant(Priority.class, "priority", priority, null) : null,
                given(type) ? type : null, paging.after(), paging.limit());
        return jobs.latest(search).map(JobJson::of);
    }

    @PostMapping
    ResponseEntity<JobDetailJson> enqueue(@RequestBody Wish wish, Actor actor) {
        long id = jobs.enqueue(actor, new JobWish(Body.text("type", wish.type()),
                Body.constant(Priority.class, "priority", wish.priority(), Priority.P0), Body.values(wish.arguments()),
                wish.uniqueKey()));
        return Answers.created("/jobs/" + id, JobDetailJson.of(jobs.get(id)));
    }

    @GetMapping("/{id}")
    JobDetailJson get(@PathVariable String id) {
        return JobDetailJson.of(jobs.get(Cursor.requiredId(id, "id")));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<RequestJson> cancel(@PathVariable String id, Actor actor) {
        return Answers.of(jobs.cancel(actor, Cursor.requiredId(id, "id")));
    }

    @PostMapping("/{id}/retry")
    ResponseEntity<RequestJson> retry(@PathVariable String id, Actor actor) {
        return Answers.of(jobs.retry(actor, Cursor.requiredId(id, "id")));
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

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** A job that is wanted; on demand means p0 unless it says otherwise. */
    record Wish(@Nullable String type, @Nullable String priority,
            @JsonAlias("args") @Nullable Map<String, @Nullable Object> arguments, @Nullable String uniqueKey) {
    }
}
