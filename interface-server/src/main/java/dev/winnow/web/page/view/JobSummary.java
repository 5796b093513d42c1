package dev.winnow.web.page.view;

import dev.winnow.db.job.JobRow;
import dev.winnow.plugin.spi.Priority;
import org.jspecify.annotations.Nullable;

/** A job as lists show it. */
public record JobSummary(String id, String shortId, String type, Priority priority, Status status, int attempt,
        When created, @Nullable When started, String took) {
    /** A row of the ledger, seen from now. */
    public static JobSummary of(JobRow row, Times times) {
        String id = Long.toString(row.id());
        return new JobSummary(id, id.length() > 10 ? "…" + id.substring(id.length() - 8) : id, row.type(),
                row.priority(), Status.of(row.state()), row.attempt(), times.when(row.createdAt()),
                times.whenever(row.startedAt()), times.took(row.startedAt(), row.finishedAt()));
    }
}
