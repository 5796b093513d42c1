package dev.winnow.web.api;

import dev.winnow.db.job.JobIntake;
import dev.winnow.web.api.json.JobDetailJson;
import dev.winnow.web.api.json.JobIdsJson;
import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.JobOrders;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.JobSweep;
import dev.winnow.web.service.JobWish;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.RequestAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Jobs, to be asked for, called off and tried again. */
@RestController
@RequestMapping("/api/v1/jobs")
class JobOrdersApi {
    private final JobOrders orders;
    private final JobService jobs;
    private final JobSweep sweep;

    JobOrdersApi(JobOrders orders, JobService jobs, JobSweep sweep) {
        this.orders = orders;
        this.jobs = jobs;
        this.sweep = sweep;
    }

    @PostMapping
    ResponseEntity<JobDetailJson> enqueue(@RequestBody JobBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey, Actor actor) {
        long id = orders.enqueue(actor, body.wish(idempotencyKey, ""));
        return Answers.created("/jobs/" + id, JobDetailJson.of(jobs.get(id)));
    }

    /** Many jobs at once; with a completion, a batch. */
    @PostMapping("/batch")
    ResponseEntity<JobIdsJson> batch(@RequestBody Many body, Actor actor) {
        List<JobWish> wishes = wishes(body.jobs());
        if (body.completion() == null) {
            return created(JobIdsJson.of(orders.enqueueAll(actor, wishes)));
        }
        JobIntake.Batch batch = orders.batch(actor, wishes, body.completion().wish("completion."));
        return created(JobIdsJson.of(batch));
    }

    /** Jobs of which each runs when the one before has succeeded. */
    @PostMapping("/chain")
    ResponseEntity<JobIdsJson> chain(@RequestBody Chain body, Actor actor) {
        return created(JobIdsJson.of(orders.chain(actor, wishes(body.jobs()))));
    }

    /** Counts the unfinished jobs that fit; with {@code upTo} as the count told it, calls those off. */
    @PostMapping("/cancel")
    ResponseEntity<JobSweep.Swept> cancelAll(@RequestBody Sweep body, Actor actor) {
        JobSweep.Filter filter = JobSweep.Filter.of(body.state(), body.priority(), body.type());
        JobSweep.Swept swept = body.upTo() == null
                ? sweep.count(filter)
                : sweep.cancel(actor, filter, Cursor.requiredId(body.upTo(), "upTo"));
        return ResponseEntity
                .status(swept.outcome().equals(RequestAnswer.WAITING) ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(swept);
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<RequestJson> cancel(@PathVariable String id, Actor actor) {
        return Answers.of(jobs.cancel(actor, Cursor.requiredId(id, "id")));
    }

    @PostMapping("/{id}/retry")
    ResponseEntity<RequestJson> retry(@PathVariable String id, Actor actor) {
        return Answers.of(jobs.retry(actor, Cursor.requiredId(id, "id")));
    }

    private static List<JobWish> wishes(@Nullable List<@Nullable JobBody> given) {
        List<JobBody> bodies = Body.items("jobs", given);
        if (bodies.size() > JobOrders.MOST) {
            throw RefusedException.invalid("jobs",
                    "'jobs' must hold 1 to " + JobOrders.MOST + " jobs, got " + bodies.size());
        }
        List<JobWish> wishes = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            wishes.add(bodies.get(i).wish("jobs[" + i + "]."));
        }
        return wishes;
    }

    private static ResponseEntity<JobIdsJson> created(JobIdsJson ids) {
        return ResponseEntity.status(HttpStatus.CREATED).body(ids);
    }

    /** Jobs that run at the same time, and possibly one after all of them. */
    record Many(@Nullable List<@Nullable JobBody> jobs, @Nullable JobBody completion) {
    }

    /** Jobs that run one after the other. */
    record Chain(@Nullable List<@Nullable JobBody> jobs) {
    }

    /**
     * Which jobs to call off.
     *
     * @param upTo the newest of them, as the call without it told
     */
    record Sweep(@Nullable String state, @Nullable String priority, @Nullable String type, @Nullable String upTo) {
    }
}
