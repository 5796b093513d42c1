package dev.winnow.db.job;

import dev.winnow.db.Database;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts jobs by state. Counting goes through an index entry a job, which takes seconds where there are millions: then
 * the answer is kept for twenty times as long as it took, a minute at most, and whoever asks while it is counted anew gets
 * the one before.
 */
final class JobCounts {
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final int KEPT_TIMES = 20;
    private static final Duration KEPT_AT_MOST = Duration.ofMinutes(1);
    private static final String COUNT = "SELECT state, COUNT(*) AS jobs FROM job WHERE "
            + JobTransitions.in(EnumSet.complementOf(EnumSet.copyOf(JobState.FINISHED))) + " GROUP BY state UNION ALL "
            + "SELECT state, COUNT(*) FROM job WHERE " + JobTransitions.in(JobState.FINISHED)
            + " AND priority IN (0, 1, 2) AND held IN (0, 1) AND available_at > UTC_TIMESTAMP(3) - INTERVAL 1 DAY "
            + "GROUP BY state";

    private final Database database;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted last;

    JobCounts(Database database) {
        this.database = database;
    }

    Map<JobState, Long> get() {
        Counted known = last;
        if (known != null && known.isFresh()) {
            return new EnumMap<>(known.jobs());
        }
        if (known == null) {
            counting.lock();
        } else if (!counting.tryLock()) {
            return new EnumMap<>(known.jobs());
        }
        try {
            return new EnumMap<>(count().jobs());
        } finally {
            counting.unlock();
        }
    }

    private Counted count() {
        Counted meanwhile = last;
        if (meanwhile != null && meanwhile.isFresh()) {
            return meanwhile;
        }
        long start = System.nanoTime();
        EnumMap<JobState, Long> jobs = new EnumMap<>(JobState.class);
        database.query(COUNT, (row, i) -> jobs.put(JobState.ofCode(row.getString("state")), row.getLong("jobs")));
        long took = System.nanoTime() - start;
        Counted counted = new Counted(jobs, System.nanoTime(), took > QUICK.toNanos()
                ? Math.min(took * KEPT_TIMES, KEPT_AT_MOST.toNanos())
                : 0);
        last = counted;
        return counted;
    }

    private record Counted(EnumMap<JobState, Long> jobs, long at, long keptNanos) {
        boolean isFresh() {
            return System.nanoTime() - at < keptNanos;
        }
    }
}
