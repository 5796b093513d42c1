package dev.winnow.db.job;

import dev.winnow.db.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts outcomes on record; within the caller's transaction. */
final class OutcomeRecorder {
    private final Database database;
    private final FirstSuccesses firstSuccesses;
    private final JobResults results;

    OutcomeRecorder(Database database) {
        this.database = database;
        this.firstSuccesses = new FirstSuccesses(database);
        this.results = new JobResults(database);
    }

    /** The outcomes that the ledger refuses. */
    Set<Outcome> record(List<Outcome> outcomes) {
        Set<Outcome> refused = Collections.newSetFromMap(new IdentityHashMap<>());
        for (List<Outcome> wave : waves(outcomes)) {
            List<Outcome.Succeeded> first = new ArrayList<>();
            List<Outcome> others = new ArrayList<>();
            for (Outcome outcome : wave) {
                if (outcome instanceof Outcome.Succeeded succeeded && outcome.attempt().attempt() == 1) {
                    first.add(succeeded);
                } else {
                    others.add(outcome);
                }
            }
            refused.addAll(firstSuccesses.record(first));
            refused.addAll(recordOthers(others));
            results.write(wave.stream().filter(outcome -> !refused.contains(outcome)).toList());
        }
        return refused;
    }

    /** Outcomes of one job go one after the other, in their order; usually there is one wave. */
    private static List<List<Outcome>> waves(List<Outcome> outcomes) {
        List<List<Outcome>> waves = new ArrayList<>();
        List<Outcome> rest = outcomes;
        while (!rest.isEmpty()) {
            Set<Long> seen = new HashSet<>();
            List<Outcome> wave = new ArrayList<>(rest.size());
            List<Outcome> later = new ArrayList<>();
            rest.forEach(outcome -> (seen.add(outcome.attempt().jobId()) ? wave : later).add(outcome));
            waves.add(wave);
            rest = later;
        }
        return waves;
    }

    private List<Outcome> recordOthers(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return List.of();
        }
        Map<Long, LockedJob> jobs = LockedJob.lock(database,
                outcomes.stream().map(outcome -> outcome.attempt().jobId()).toList());
        OutcomeChanges changes = new OutcomeChanges(database.now());
        List<Outcome> refused = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            LockedJob job = jobs.get(outcome.attempt().jobId());
            if (job == null || !changes.add(job, outcome)) {
                refused.add(outcome);
            }
        }
        changes.write(database);
        return refused;
    }
}
