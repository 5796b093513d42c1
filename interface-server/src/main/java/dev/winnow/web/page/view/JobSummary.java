package dev.winnow.web.page.view;

import dev.winnow.db.job.JobRow;
import dev.winnow.plugin.spi.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A job as lists show it.
 *
 * @param held what holds it back besides its turn; null for nothing
 */
public record JobSummary(String id, String shortId, String type, Priority priority, Status status,
        @Nullable Status held, int attempt, When created, @Nullable When started, String took) {
    /** A row of the ledger, seen from now. */
    public static JobSummary of(JobRow row, Times times) {
        return of(row, null, times);
    }

    /** The same with what holds it back, as the ledger has it. */
    public static JobSummary of(JobRow row, @Nullable String hold, Times times) {
        String id = Long.toString(row.id());
        return new JobSummary(id, id.length() > 10 ? "…" + id.substring(id.length() - 8) : id, row.type(),
                row.priority(), Status.of(row.state()), hold == null ? null : held(hold), row.attempt(),
                times.when(row.createdAt()), times.whenever(row.startedAt()),
                times.took(row.startedAt(), row.finishedAt()));
    }

    private static Status held(String hold) {
        return switch (hold) {
            case "job" -> Status.waiting("Follows a job");
            case "batch" -> Status.waiting("Follows a batch");
            case "handler" -> Status.warning("Parked");
            case "limit" -> Status.waiting("At its limit");
            case "cancel" -> Status.cancelled("Stopping");
            default -> Status.waiting("Waiting");
        };
    }
}
