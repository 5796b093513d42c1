package dev.winnow.web.service;

import dev.winnow.db.job.JobState;
import dev.winnow.db.job.SweepableJobs;
import dev.winnow.plugin.spi.Priority;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Calls off all unfinished jobs that fit a filter. First they are counted; what is confirmed is those and no newer ones,
 * so that nobody cancels what nobody saw.
 */
@Service
public class JobSweep {
    /** How many jobs are called off at once. */
    public static final int MOST = 10_000;

    private final SweepableJobs jobs;
    private final SchedulerRequests scheduler;
    private final Audit audit;

    JobSweep(SweepableJobs jobs, SchedulerRequests scheduler, Audit audit) {
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.audit = audit;
    }

    /** Which jobs; nulls do not restrict, but one must. */
    public record Filter(@Nullable JobState state, @Nullable Priority priority, @Nullable String type) {
        /** As texts, of which absent and blank ones do not restrict. */
        public static Filter of(@Nullable String state, @Nullable String priority, @Nullable String type) {
            return new Filter(Choice.of(JobState.values(), JobState::code, "state", state),
                    Choice.of(Priority.values(), Priority::code, "priority", priority),
                    type == null || type.isBlank() ? null : type.strip());
        }

        /** As the fields of a form. */
        public Map<String, List<String>> fields() {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            detail().forEach((name, value) -> fields.put(name, List.of(value)));
            return fields;
        }

        /** {@code state queued, priority p2}. */
        public String words() {
            return String.join(", ", detail().entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue())
                    .toList());
        }

        Map<String, String> detail() {
            Map<String, String> detail = new LinkedHashMap<>();
            if (state != null) {
                detail.put("state", state.code());
            }
            if (priority != null) {
                detail.put("priority", priority.code());
            }
            if (type != null) {
                detail.put("type", type);
            }
            return detail;
        }
    }

    /**
     * What fits, or what came of it.
     *
     * @param jobs how many fit, or were called off
     * @param more whether there are more than are called off at once
     * @param upTo the newest job when they were counted: what confirms; null where none fits
     * @param outcome {@code counted}, {@code done}, {@code refused}, {@code failed} or {@code waiting}
     */
    public record Swept(int jobs, boolean more, @Nullable String upTo, String outcome, String message) {
    }

    /** Counts what fits and is not finished. */
    public Swept count(Filter filter) {
        long newest = jobs.newest();
        List<Long> ids = ids(filter, newest);
        int number = Math.min(ids.size(), MOST);
        return new Swept(number, ids.size() > MOST, ids.isEmpty() ? null : Long.toString(newest), "counted",
                number + (ids.size() > MOST ? " jobs and more" : number == 1 ? " job" : " jobs")
                        + " would be called off. To confirm, say upTo.");
    }

    /** Calls off what fits and is no newer than a job. */
    public Swept cancel(Actor actor, Filter filter, long upTo) {
        List<Long> fitting = ids(filter, upTo);
        List<Long> ids = fitting.subList(0, Math.min(fitting.size(), MOST));
        if (ids.isEmpty()) {
            return new Swept(0, false, null, "done", "No unfinished job fits any more.");
        }
        Map<String, Object> detail = new LinkedHashMap<>(filter.detail());
        detail.put("jobs", ids.size());
        audit.record(actor, "job.cancel-many", "jobs", detail);
        RequestAnswer answer = scheduler.askForMany(actor, "jobs.cancel", ids);
        return new Swept(ids.size(), fitting.size() > MOST, Long.toString(upTo), answer.outcome(), answer.message());
    }

    private List<Long> ids(Filter filter, long upTo) {
        if (filter.state() == null && filter.priority() == null && filter.type() == null) {
            throw RefusedException.invalid("At least one of 'state', 'priority' and 'type' must be given.");
        }
        if (filter.state() != null && filter.state().isFinished()) {
            throw RefusedException.invalid("state",
                    "'state' must be one that is not finished: requested, queued, running or retrying");
        }
        return jobs.ids(filter.state(), filter.priority(), filter.type(), upTo, MOST + 1);
    }
}
