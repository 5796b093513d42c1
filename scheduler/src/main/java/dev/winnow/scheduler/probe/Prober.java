package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.TrialRequest;
import dev.winnow.daemon.probe.TrialRequest.Candidate;
import dev.winnow.daemon.settings.ProbeSettings;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has one plugin tried; once more in a fresh process where something else may be to blame. */
final class Prober {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final int TRIES = 3;
    /** For unloading, and for looking through the code. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(20);

    private final ProbeProcesses processes;
    private final ProbeSettings settings;
    private final AtomicInteger numbers = new AtomicInteger();

    Prober(ProbeProcesses processes, ProbeSettings settings) {
        this.processes = processes;
        this.settings = settings;
    }

    /**
     * Has it tried.
     *
     * @param needed what it needs, transitively
     * @param loading called when it begins to load; perhaps more than once
     */
    Verdict probe(MaterialisedPlugin plugin, List<MaterialisedPlugin> needed, Runnable loading)
            throws InterruptedException {
        List<Candidate> candidates = Stream.concat(Stream.of(plugin), needed.stream()).map(Candidate::of).toList();
        Duration patience = settings.deadline().multipliedBy(candidates.size()).plus(AFTERWARDS);
        Diagnosis diagnosis = new Diagnosis(plugin, settings.heap());
        boolean fresh = false;
        for (int tries = 1;; tries++) {
            Outcome outcome;
            boolean usedBefore;
            try {
                ProbeProcess process = processes.take(fresh);
                usedBefore = process.isUsed();
                outcome = process.ask(new TrialRequest(numbers.incrementAndGet(), plugin.name(), candidates, settings
                        .deadline()), patience, loading);
                letGo(process, outcome);
            } catch (ProbeUnavailableException e) {
                return new Verdict.Untried("the process that tries new plugins is not there: " + e.getMessage());
            }
            if (!Diagnosis.isDoubtful(outcome, usedBefore) || tries == TRIES || !usedBefore && tries > 1) {
                return diagnosis.of(outcome);
            }
            LOG.info("The process that tried plugin {} died; it is tried again in a fresh one.", plugin.name());
            fresh = true;
        }
    }

    private void letGo(ProbeProcess process, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered answered when !answered.tried().last() -> processes.giveBack(process);
            case Outcome.Answered answered -> process.close();
            case Outcome.Failed failed -> process.close();
            case Outcome.Late late -> process.close();
            case Outcome.Died(int exit, var ending, LastWords words) -> LOG.info(
                    "The process that tried a plugin died with exit code {}; its last words: {}", exit,
                    String.join(" | ", words.all()));
        }
    }
}
