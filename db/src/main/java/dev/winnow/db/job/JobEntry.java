package dev.winnow.db.job;

/**
 * How a job enters the ledger. A statement each: the usual ones compute nothing for each row, which is a fifth of what a
 * row costs.
 */
enum JobEntry {
    /** In the queue at once: the scheduler's own. */
    QUEUED(JobState.QUEUED, "UTC_TIMESTAMP(3)", "UTC_TIMESTAMP(3)"),
    /** To be taken by the dispatcher. */
    REQUESTED(JobState.REQUESTED, "UTC_TIMESTAMP(3)", "NULL"),
    /** To be taken by the dispatcher when its time has come. */
    LATER(JobState.REQUESTED, "UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND", "NULL");

    private final String sql;

    JobEntry(JobState state, String availableAt, String queuedAt) {
        this.sql = """
            INTO job (id, type, priority, generation, dedupe_key, traits, correlation_id, requested_by, arguments, state,
                created_at, queued_at, available_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '%s', UTC_TIMESTAMP(3), %s, %s)"""
                .formatted(state.code(), queuedAt,
                        availableAt);
    }

    /** What follows INSERT; its values are those of {@link Candidate#row}. */
    String sql() {
        return sql;
    }
}
