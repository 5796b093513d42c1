package dev.winnow.worker;

import dev.winnow.db.DatabaseProblems;
import dev.winnow.db.job.Attempt;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets claimed jobs into the backlog:
 *
 * <ol>
 * <li>most at once, without a word to the ledger
 * <li>those that must be begun in the ledger first, since they were delivered before, or may have been as the queue went
 * back in time, their unique key ends with their start, or they expire, when it grants that; else they are dropped
 * <li>those whose arguments did not come with them, when these are read
 * <li>those without a handler not at all, nor more than one of the {@link Suspects}
 * </ol>
 */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Suspects suspects;
    private final Backlog backlog;
    private final JobTypes types;
    private final MissingHandlers missing;
    private final JobOutcomes ledger;
    private final OutcomeWriter outcomes;
    private final QueueReports reports;
    private final Connectivity connectivity;
    private final Identity identity;
    private final InstantSource clock;

    Admission(Suspects suspects, Backlog backlog, JobTypes types, MissingHandlers missing, JobOutcomes ledger,
            OutcomeWriter outcomes,
            QueueReports reports, Connectivity connectivity, Identity identity, InstantSource clock) {
        this.suspects = suspects;
        this.backlog = backlog;
        this.types = types;
        this.missing = missing;
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.reports = reports;
        this.connectivity = connectivity;
        this.identity = identity;
        this.clock = clock;
    }

    /** What is held of a claim. */
    HeldJob hold(ClaimedJob claim) {
        JobEnvelope envelope = claim.envelope();
        return new HeldJob(claim, types.find(envelope.type()), JobInput.of(envelope.payload()));
    }

    /** Lets them in. */
    void admit(List<HeldJob> jobs) {
        List<HeldJob> ready = new ArrayList<>(jobs.size());
        List<HeldJob> begin = new ArrayList<>();
        List<HeldJob> read = new ArrayList<>();
        List<HeldJob> strangers = new ArrayList<>();
        for (HeldJob job : suspects.admissible(jobs)) {
            if (job.type() == null) {
                strangers.add(job);
            } else if (job.envelope().attempt() > 1 || job.isDoubtful() || job.envelope().payload().begins()) {
                begin.add(job);
            } else if (job.input() == null) {
                read.add(job);
            } else {
                ready.add(job);
            }
        }
        enter(ready);
        if (!begin.isEmpty()) {
            enter(begun(begin));
        }
        if (!read.isEmpty()) {
            enter(found(read));
        }
        if (!strangers.isEmpty()) {
            missing.seeTo(strangers);
        }
    }

    private void enter(List<HeldJob> jobs) {
        if (!jobs.isEmpty() && !backlog.add(jobs)) {
            handBack(jobs);
        }
    }

    private void handBack(List<HeldJob> jobs) {
        outcomes.handBack(jobs.stream().filter(HeldJob::settle).toList());
    }

    private List<HeldJob> begun(List<HeldJob> jobs) {
        List<Attempt> attempts = jobs.stream().map(job -> identity.attempt(job, clock.instant())).toList();
        try {
            Map<Long, JobOutcomes.Started> granted = ledger.begin(attempts);
            jobs.forEach(HeldJob::setKnown);
            return granted(jobs, granted);
        } catch (RuntimeException e) {
            if (!DatabaseProblems.wroteNothing(e)) {
                // They may be on record as running: without a word to the ledger nobody else could begin them.
                jobs.forEach(HeldJob::setKnown);
            }
            return failed(jobs, e);
        }
    }

    private List<HeldJob> found(List<HeldJob> jobs) {
        try {
            return granted(jobs, ledger.read(jobs.stream().map(job -> job.lease().jobId()).toList()));
        } catch (RuntimeException e) {
            return failed(jobs, e);
        }
    }

    private List<HeldJob> granted(List<HeldJob> jobs, Map<Long, JobOutcomes.Started> granted) {
        List<HeldJob> started = new ArrayList<>();
        for (HeldJob job : jobs) {
            JobOutcomes.Started grant = granted.get(job.lease().jobId());
            if (grant != null) {
                job.input(JobInput.of(grant));
                started.add(job);
            } else if (job.settle()) {
                LOG.info("{} is dropped: it is finished, or a later attempt has begun.", job);
                reports.finished(job);
            }
        }
        return started;
    }

    private List<HeldJob> failed(List<HeldJob> jobs, RuntimeException failure) {
        connectivity.ledgerFailed();
        LOG.warn("{} jobs could not be begun in MySQL ({}): they go back to the queue.", jobs.size(),
                failure.getMessage());
        handBack(jobs);
        return List.of();
    }
}
