package dev.winnow.checks.faults;

import dev.winnow.db.job.JobIntake;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a load has asked for and was answered. */
final class Asked {
    private final Set<Long> ids = ConcurrentHashMap.newKeySet();
    private final List<List<Long>> chains = new CopyOnWriteArrayList<>();
    private final List<JobIntake.Batch> batches = new CopyOnWriteArrayList<>();
    private final Set<Long> calledOff = ConcurrentHashMap.newKeySet();

    Set<Long> ids() {
        return ids;
    }

    List<List<Long>> chains() {
        return chains;
    }

    List<JobIntake.Batch> batches() {
        return batches;
    }

    Set<Long> calledOff() {
        return calledOff;
    }
}
