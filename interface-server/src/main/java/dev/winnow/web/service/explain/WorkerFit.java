package dev.winnow.web.service.explain;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.spi.Priority;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Whether a live worker could run a job.
 *
 * @param able whether it serves the lane, has the handler and takes jobs
 * @param busy whether all its slots are taken
 * @param reason why it could not, or how many of its slots are taken
 */
public record WorkerFit(ProcessRow process, boolean able, boolean busy, String reason) {
    /** Each live worker. */
    static List<WorkerFit> of(List<ProcessRow> live, Set<String> withHandler, String type, Priority priority) {
        return live.stream().filter(row -> row.kind().equals(DaemonKind.WORKER.code()))
                .map(row -> of(row, withHandler.contains(row.id()), type, priority)).toList();
    }

    private static WorkerFit of(ProcessRow row, boolean handler, String type, Priority priority) {
        if (row.state().equals("starting")) {
            return not(row, "is starting and has not loaded its plugins yet");
        }
        if (row.state().equals("draining")) {
            return not(row, "is draining: it takes no more jobs");
        }
        if (Arrays.stream(row.lanes().split(",")).map(String::strip).noneMatch(priority.code()::equals)) {
            return not(row, "does not serve " + priority.code() + ", only " + row.lanes());
        }
        if (!handler) {
            return not(row, "has no handler for " + type + (row.generation() == null
                    ? ": it has loaded no plugins"
                    : ": it loaded generation " + row.generation()));
        }
        boolean busy = row.running() >= row.concurrency();
        return new WorkerFit(row, true, busy, "could run it; " + row.running() + " of its " + row.concurrency()
                + " slots are taken");
    }

    private static WorkerFit not(ProcessRow row, String reason) {
        return new WorkerFit(row, false, false, reason);
    }
}
