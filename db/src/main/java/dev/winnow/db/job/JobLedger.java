package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.db.TimeOrderedIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes new jobs; the common part of asking for jobs, of dispatch, and of schedules. */
@JdbcStore
public class JobLedger {
    private static final int UNIQUE_KEY_CHARACTERS = 190;
    private static final int TYPE_CHARACTERS = 100;
    private static final int TRIES = 5;
    private static final String JOB = """
        INTO job (id, type, priority, state, generation, dedupe_key, created_at, available_at, queued_at)
        VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND,
            IF(? = 'queued', UTC_TIMESTAMP(3), NULL))""";
    private static final String DETAIL = """
        INSERT INTO job_detail (job_id, arguments, unique_key, unique_until, parent_id, correlation_id,
            requested_by)
        VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final TimeOrderedIds ids;

    JobLedger(Database database, TimeOrderedIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * Writes these in one transaction, or in the caller's; a delayed one as requested, since it is not to be pushed yet.
     *
     * @param state {@link JobState#REQUESTED} or {@link JobState#QUEUED}
     * @return one for each, in order
     * @throws IllegalArgumentException for a request that no row can hold, naming what is wrong
     */
    public List<Written> write(List<NewJob> jobs, JobState state, @Nullable Long generation) {
        jobs.forEach(JobLedger::check);
        return database.inTransaction(() -> {
            long[] candidates = jobs.stream().mapToLong(job -> ids.next()).toArray();
            Map<String, Long> holders = claimKeys(jobs, candidates, state, generation);
            List<@Nullable Object[]> rows = new ArrayList<>();
            List<@Nullable Object[]> details = new ArrayList<>();
            List<Written> written = new ArrayList<>();
            for (int i = 0; i < candidates.length; i++) {
                NewJob job = jobs.get(i);
                String key = job.request().uniqueKey();
                long id = key == null ? candidates[i] : holders.getOrDefault(key.strip(), -1L);
                boolean fresh = id == candidates[i];
                written.add(new Written(id, fresh));
                if (key == null) {
                    rows.add(row(job, id, state, generation));
                }
                if (fresh) {
                    details.add(detail(job, id));
                }
            }
            database.batch("INSERT " + JOB, rows);
            database.batch(DETAIL, details);
            return written;
        });
    }

    /**
     * Inserts the rows that have a unique key, where it is free; the database decides every race.
     *
     * @return who holds each key now
     */
    private Map<String, Long> claimKeys(List<NewJob> jobs, long[] candidates, JobState state,
            @Nullable Long generation) {
        // Sorted, so that two writers take the keys in the same order.
        Map<String, @Nullable Object[]> wanted = new TreeMap<>();
        for (int i = 0; i < candidates.length; i++) {
            String key = jobs.get(i).request().uniqueKey();
            if (key != null) {
                wanted.putIfAbsent(key.strip(), row(jobs.get(i), candidates[i], state, generation));
            }
        }
        Map<String, Long> holders = new HashMap<>();
        for (int tryNumber = 0; !wanted.isEmpty(); tryNumber++) {
            if (tryNumber == TRIES) {
                throw new IllegalStateException("the unique keys " + wanted.keySet()
                        + " changed hands all the while; ask again");
            }
            // IGNORE, not an upsert: requesters may only INSERT. What does not fit was refused before.
            database.batch("INSERT IGNORE " + JOB, List.copyOf(wanted.values()));
            List<String> keys = List.copyOf(wanted.keySet());
            database.query("SELECT dedupe_key, id FROM job WHERE dedupe_key IN (" + Database.placeholders(keys.size())
                    + ")", (row, i) -> holders.put(row.getString(1), row.getLong(2)), keys.toArray());
            // A holder that finished between the two statements has given its key back: then it is ours to try again.
            wanted.keySet().removeAll(holders.keySet());
        }
        return holders;
    }

    private static @Nullable Object[] row(NewJob job, long id, JobState state, @Nullable Long generation) {
        boolean delayed = job.request().delay().isPositive();
        JobState actual = delayed ? JobState.REQUESTED : state;
        String key = job.request().uniqueKey();
        return new @Nullable Object[]{id, job.request().type(), job.request().priority().ordinal(), actual.code(),
                actual == JobState.QUEUED ? generation : null, key == null ? null : key.strip(),
                delayed ? job.request().delay().toNanos() / 1000 : 0L, actual.code()};
    }

    private static @Nullable Object[] detail(NewJob job, long id) {
        String key = job.request().uniqueKey();
        return new @Nullable Object[]{id, Json.write(job.request().arguments()), key == null ? null : key.strip(),
                job.request().uniqueUntil().name().toLowerCase(Locale.ROOT), job.parentId(),
                Texts.cut(job.correlationId(), 64), Texts.cut(job.requestedBy(), 190)};
    }

    private static void check(NewJob job) {
        String type = job.request().type();
        String key = job.request().uniqueKey();
        if (type.isBlank() || type.length() > TYPE_CHARACTERS) {
            throw new IllegalArgumentException("job type '" + Texts.cut(type, 120) + "': expected 1 to "
                    + TYPE_CHARACTERS + " characters");
        }
        if (key != null && (key.isBlank() || key.length() > UNIQUE_KEY_CHARACTERS)) {
            throw new IllegalArgumentException("unique key '" + Texts.cut(key, 200) + "' of job type " + type
                    + ": expected 1 to " + UNIQUE_KEY_CHARACTERS + " characters");
        }
    }

    /**
     * What became of a new job.
     *
     * @param id its id, or that of the unfinished job that has its unique key
     * @param fresh whether it was written
     */
    public record Written(long id, boolean fresh) {
    }
}
