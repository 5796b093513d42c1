package dev.winnow.daemon.doctor;

import dev.winnow.daemon.redaction.Redactor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all checks beside each other; one that fails or takes too long is a finding itself. No secret is in what it says. */
public final class Doctor {
    private final List<Check> checks;
    private final Place place;
    private final Redactor redactor;
    private final Duration patience;
    private final InstantSource clock;

    /**
     * @param checks in the order in which their findings are shown
     * @param patience how long all of them together may take
     */
    public Doctor(List<Check> checks, Place place, Redactor redactor, Duration patience, InstantSource clock) {
        this.checks = List.copyOf(checks);
        this.place = place;
        this.redactor = redactor;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Looks at everything.
     *
     * @throws InterruptedException if the caller is asked to stop
     */
    public Diagnosis look() throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<Finding> findings = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<List<Finding>>> running = checks.stream().map(check -> threads.submit(check::look)).toList();
            for (int i = 0; i < checks.size(); i++) {
                findings.addAll(result(checks.get(i), running.get(i), end - System.nanoTime()));
            }
        } finally {
            // Not closed: that would wait for a check that does not stop.
            threads.shutdownNow();
        }
        return new Diagnosis(clock.instant(), place, findings.stream().map(this::redacted).toList());
    }

    private List<Finding> result(Check check, Future<List<Finding>> running, long nanos) throws InterruptedException {
        try {
            return running.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return List.of(Finding.problem(check.name(), "This check gave no answer within " + patience.toSeconds()
                    + " s", "# see what it asks: it may hang, or a firewall may swallow packets"));
        } catch (ExecutionException e) {
            return List.of(Finding.defect(check.name(), "This check failed itself: " + e.getCause()));
        }
    }

    private Finding redacted(Finding finding) {
        return new Finding(finding.check(), finding.verdict(), redactor.redact(finding.message()),
                redactor.redact(finding.fix()), finding.unreachable());
    }
}
