package dev.winnow.scheduler.lead;

import dev.winnow.db.Database;
import dev.winnow.db.process.LeaderLease;
import java.time.Duration;

/** Terms that end only when the lease is another's, for tests that play a leader themselves. */
public final class Terms {
    private Terms() {
    }

    /** A term under this lease. */
    public static Term of(LeaderLease lease, Database database, LeaderLease.Held held) {
        return new Term(lease, database, held, () -> 0, Duration.ofDays(1).toNanos());
    }
}
