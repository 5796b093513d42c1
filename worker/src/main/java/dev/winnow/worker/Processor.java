package dev.winnow.worker;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one claimed job:
 *
 * <ol>
 * <li>begins the attempt in the ledger; one that is finished or begun by another is dropped
 * <li>finds the handler among the loaded plugins
 * <li>runs it, on a thread of the operating system: a handler that computes without end must not hold up the others,
 * as it would on a virtual thread
 * <li>writes what came of it: the ledger first, then the queue
 * </ol>
 */
final class Processor {
    /** After this long a job is cancelled. */
    static final Duration DEADLINE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
    private static final int OUT_OF_MEMORY = 3;

    private final RunningJobs running;
    private final NotesKeeper notesKeeper;
    private final JobServices services;
    private final OutcomeWriter outcomes;
    private final PluginHost plugins;
    private final ProcessRegistration process;
    private final Connectivity connectivity;
    private final JobMeters meters;

    Processor(RunningJobs running, NotesKeeper notesKeeper, JobServices services, OutcomeWriter outcomes,
            PluginHost plugins, ProcessRegistration process, Connectivity connectivity, JobMeters meters) {
        this.running = running;
        this.notesKeeper = notesKeeper;
        this.services = services;
        this.outcomes = outcomes;
        this.plugins = plugins;
        this.process = process;
        this.connectivity = connectivity;
        this.meters = meters;
    }

    /** Starts the job on a thread of its own. */
    void start(ClaimedJob claim, Runnable whenDone) {
        RunningJob job = new RunningJob(claim, services.clock().instant().plus(DEADLINE));
        running.add(job);
        Thread.ofPlatform().name("job-" + claim.envelope().jobId()).start(() -> {
            try {
                process(job);
            } catch (OutOfMemoryError e) {
                // Launchers set -XX:+ExitOnOutOfMemoryError; without it, what else the shortage broke is unknown.
                Runtime.getRuntime().halt(OUT_OF_MEMORY);
            } catch (Throwable e) {
                LOG.error("{} ended in a defect of the worker; its lease ends, and it is run again.", job, e);
            } finally {
                running.remove(job);
                whenDone.run();
            }
        });
    }

    private void process(RunningJob job) {
        JobEnvelope envelope = job.envelope();
        Optional<Registered<JobHandler>> handler = plugins.registry().find(JobHandler.class, envelope.type());
        Optional<JobOutcomes.Started> started;
        try {
            started = services.outcomes().begin(envelope.jobId(), envelope.attempt(), process.id(), process.host(),
                    plugins.generation().orElse(null), handler.map(Registered::digest).orElse(null));
        } catch (RuntimeException e) {
            connectivity.ledgerFailed();
            LOG.warn("{} could not be begun in MySQL ({}): it goes back to the queue.", job, e.getMessage());
            services.queue().handBack(List.of(job.lease()));
            return;
        }
        if (started.isEmpty()) {
            LOG.info("{} is dropped: it is finished, or a later attempt has begun.", job);
            services.queue().acknowledge(List.of(job.lease()));
            return;
        }
        JobNotes notes = new JobNotes(services.outcomes(), services.clock(), envelope.jobId(), envelope.attempt());
        notesKeeper.add(notes);
        JobEnd end = run(job, started.get(), handler, notes);
        notesKeeper.remove(notes);
        if (job.settle()) {
            meters.ended(envelope, end, Duration.between(job.deadline().minus(DEADLINE), services.clock().instant()));
            outcomes.write(job, end);
        }
    }

    private JobEnd run(RunningJob job, JobOutcomes.Started started, Optional<Registered<JobHandler>> handler,
            JobNotes notes) {
        if (handler.isEmpty()) {
            return new JobEnd.Failed(noHandler(job.envelope().type()));
        }
        WorkerJobContext context = new WorkerJobContext(job, started, handler.get().context(), services, notes);
        job.enter();
        try {
            JobResult result = handler.get().extension().run(context);
            return job.stopReason() == StopReason.LEASE_LOST
                    ? new JobEnd.Stopped(StopReason.LEASE_LOST)
                    : new JobEnd.Succeeded(Objects.requireNonNullElse(result, JobResult.NONE));
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable failure) {
            // Whatever a plugin throws, linkage errors and stack overflows included, is this job's failure alone.
            StopReason reason = job.stopReason();
            if (failure instanceof InterruptedException && reason == null) {
                LOG.warn("{} was interrupted by something other than the worker.", job);
            }
            return reason == null ? new JobEnd.Failed(failure) : new JobEnd.Stopped(reason);
        } finally {
            job.leave();
        }
    }

    private NoRetryException noHandler(String type) {
        List<String> loaded = plugins.plugins().stream().map(plugin -> plugin.name()).toList();
        String from = plugins.generation().map(generation -> "generation " + generation).orElse("no generation");
        return new NoRetryException("no plugin that is loaded on " + process.host() + " handles jobs of type '" + type
                + "' (" + from + (loaded.isEmpty() ? ", no plugins" : ": " + String.join(", ", loaded))
                + "): the plugin that brings it is missing, broken, or newer than this worker's last start. Look at "
                + "Settings, Plugins; then retry this job");
    }
}
