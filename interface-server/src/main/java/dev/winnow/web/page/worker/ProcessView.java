package dev.winnow.web.page.worker;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.page.view.Words;
import org.jspecify.annotations.Nullable;

/** A process as the page shows it. */
record ProcessView(String id, String kind, String host, long pid, Status status, boolean leading, String generation,
        boolean behind, String lanes, String running, String concurrency, String version, When started,
        When heartbeat) {
    /** A process row; {@code current} is the generation that a restart would load. */
    static ProcessView of(ProcessRow row, @Nullable Long current, Times times) {
        Long generation = row.generation();
        boolean works = row.kind().equals("worker");
        return new ProcessView(row.id(), row.kind(), row.host(), row.pid(), status(row.state()), row.leading(),
                generation == null ? "none" : "generation " + generation,
                current != null && generation != null && generation < current,
                row.lanes().isEmpty() ? "–" : row.lanes(),
                works ? Integer.toString(row.running()) : "–", works ? Integer.toString(row.concurrency()) : "–",
                row.version(), times.when(row.startedAt()), times.when(row.heartbeatAt()));
    }

    private static Status status(String state) {
        String word = Words.capitalised(state);
        return switch (state) {
            case "ready", "settled" -> Status.done(word);
            case "starting" -> Status.running(word);
            case "draining" -> Status.warning(word);
            default -> Status.waiting(word);
        };
    }
}
