package dev.winnow.web.service;

import dev.winnow.daemon.tracing.PartKind;
import dev.winnow.daemon.tracing.Step;
import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.NewJob;
import dev.winnow.plugin.spi.JobRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** What people ask to be done: one job, many, a batch with its completion, a chain. */
@Service
public class JobOrders {
    /** How many jobs one call may ask for. */
    public static final int MOST = 10_000;

    private final JobIntake intake;
    private final JobTypes types;
    private final SchedulerRequests scheduler;
    private final Audit audit;
    private final Tracing tracing;

    JobOrders(JobIntake intake, JobTypes types, SchedulerRequests scheduler, Audit audit, Tracing tracing) {
        this.intake = intake;
        this.types = types;
        this.scheduler = scheduler;
        this.audit = audit;
        this.tracing = tracing;
    }

    /** Asks for a job; returns its id, or the one of the job that has its unique or idempotency key. */
    public long enqueue(Actor actor, JobWish wish) {
        check(List.of(wish), false);
        long id = submit(actor, wish.request());
        audit.record(actor, "job.enqueue", "job:" + id,
                Map.of("type", wish.type(), "priority", wish.priority().code(), "arguments", wish.arguments()));
        return id;
    }

    /** Asks for many at once: all of them, or none. Returns their ids, in order. */
    public List<Long> enqueueAll(Actor actor, List<JobWish> wishes) {
        check(wishes, true);
        List<Long> ids = written(() -> intake.request(jobs(actor, wishes)));
        audit.record(actor, "job.enqueue-many", "jobs", summary(wishes));
        return ids;
    }

    /** Asks for jobs that run at the same time, and one that runs when all of them are finished. */
    public JobIntake.Batch batch(Actor actor, List<JobWish> members, JobWish completion) {
        List<JobWish> all = new ArrayList<>(members);
        check(members, true);
        List<FieldProblem> problems = problems(completion, "completion.");
        if (!problems.isEmpty()) {
            throw RefusedException.invalid(problems);
        }
        all.add(completion);
        List<NewJob> jobs = jobs(actor, all);
        JobIntake.Batch batch = written(
                () -> intake.requestBatch(jobs.subList(0, members.size()), jobs.getLast()));
        audit.record(actor, "job.enqueue-batch", "batch:" + batch.id(), summary(all));
        return batch;
    }

    /** Asks for jobs of which each runs when the one before has succeeded. Returns their ids, in order. */
    public List<Long> chain(Actor actor, List<JobWish> wishes) {
        check(wishes, true);
        List<Long> ids = written(() -> intake.requestChain(jobs(actor, wishes)));
        audit.record(actor, "job.enqueue-chain", "job:" + ids.getFirst(), summary(wishes));
        return ids;
    }

    /** Writes a job into the ledger and rings; the caller leaves the audit event. */
    long submit(Actor actor, JobRequest request) {
        return written(() -> intake.request(
                List.of(new NewJob(request, actor.origin(), null, tracing.correlation("enqueue"))))).getFirst();
    }

    private <T> T written(Supplier<T> intoTheLedger) {
        try (Step step = tracing.part("enqueue", PartKind.SENDS, tracing.correlation("enqueue"))) {
            T written = intoTheLedger.get();
            scheduler.ring();
            return written;
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid(Shown.message(e));
        }
    }

    private void check(List<JobWish> wishes, boolean many) {
        if (wishes.isEmpty() || wishes.size() > MOST) {
            throw RefusedException.invalid("jobs", "'jobs' must hold 1 to " + MOST + " jobs, got " + wishes.size());
        }
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            problems.addAll(problems(wishes.get(i), many ? "jobs[" + i + "]." : ""));
        }
        if (!problems.isEmpty()) {
            throw RefusedException.invalid(problems);
        }
    }

    private List<FieldProblem> problems(JobWish wish, String prefix) {
        List<FieldProblem> problems = JobOptionsCheck.problems(wish.options(), prefix);
        if (!wish.force()) {
            types.problem(wish.type()).ifPresent(said -> problems.add(new FieldProblem(prefix + "type", said)));
        }
        return problems;
    }

    /** All that one call asks for follows from one cause. */
    private List<NewJob> jobs(Actor actor, List<JobWish> wishes) {
        String correlation = tracing.correlation("enqueue");
        return wishes.stream().map(wish -> new NewJob(wish.request(), actor.origin(), null, correlation)).toList();
    }

    private static Map<String, Object> summary(List<JobWish> wishes) {
        Map<String, Integer> types = new TreeMap<>();
        wishes.forEach(wish -> types.merge(wish.type(), 1, Integer::sum));
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("jobs", wishes.size());
        detail.put("types", types);
        return detail;
    }
}
