package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.TimeOrderedIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes new jobs; the common part of asking for jobs, of dispatch, and of schedules. */
@JdbcStore
public class JobLedger {
    private static final int TRIES = 5;
    private static final int KEYS = 1000;
    private static final String DETAIL = """
        INSERT INTO job_detail (job_id, arguments, unique_key, unique_until, parent_id, deadline_ms)
        VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String EXPIRY = """
        INSERT INTO job_expiry (job_id, expires_at) VALUES (?, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)""";
    private static final String LIMIT = """
        INSERT INTO job_limit (job_id, concurrency_key, concurrency_most, rate_key, rate_most, rate_ms)
        VALUES (?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final TimeOrderedIds ids;
    private final LastingKeys lastingKeys;

    JobLedger(Database database, TimeOrderedIds ids) {
        this.database = database;
        this.ids = ids;
        this.lastingKeys = new LastingKeys(database);
    }

    /**
     * Writes these in one transaction, or in the caller's; one that is delayed, limited or waits as requested, since it
     * is not to be pushed yet.
     *
     * @param state {@link JobState#REQUESTED} or {@link JobState#QUEUED}
     * @return one for each, in order
     * @throws IllegalArgumentException for a request that no row can hold, naming what is wrong
     */
    public List<Written> write(List<NewJob> jobs, JobState state, @Nullable Long generation) {
        List<Candidate> candidates = new ArrayList<>(jobs.size());
        for (NewJob job : jobs) {
            candidates.add(candidate(job, List.of()));
        }
        return writeCandidates(candidates, state, generation);
    }

    /** A job to be written with {@link #writeCandidates}, which has these traits beside those of its options. */
    Candidate candidate(NewJob job, Collection<JobTrait> traits) {
        return Candidate.of(ids.next(), job, traits);
    }

    List<Written> writeCandidates(List<Candidate> candidates, JobState state, @Nullable Long generation) {
        return database.inTransaction(() -> {
            Map<Long, Long> jobs = new HashMap<>(lastingKeys.claim(candidates));
            List<Candidate> unique = candidates.stream().filter(candidate -> candidate.dedupeKey() != null
                    && jobs.getOrDefault(candidate.id(), candidate.id()) == candidate.id()).toList();
            Map<Long, Long> byUniqueKey = claimUniqueKeys(unique, state, generation);
            lastingKeys.passOn(unique, byUniqueKey);
            jobs.putAll(byUniqueKey);
            List<Candidate> fresh = new ArrayList<>(candidates.size());
            List<Written> written = new ArrayList<>(candidates.size());
            for (Candidate candidate : candidates) {
                long id = jobs.getOrDefault(candidate.id(), candidate.id());
                written.add(new Written(id, id == candidate.id()));
                if (id == candidate.id()) {
                    fresh.add(candidate);
                }
            }
            insert("INSERT ", fresh.stream().filter(candidate -> candidate.dedupeKey() == null).toList(), state,
                    generation);
            writeBeside(fresh);
            return written;
        });
    }

    private void writeBeside(List<Candidate> fresh) {
        database.batch(DETAIL, having(fresh, JobTrait.DETAILED).stream().map(Candidate::detail).toList());
        database.batch(LIMIT, having(fresh, JobTrait.LIMITED).stream().map(Candidate::limit).toList());
        List<@Nullable Object[]> expiries = new ArrayList<>();
        for (Candidate candidate : having(fresh, JobTrait.EXPIRES)) {
            Duration after = candidate.options().expiresAfter();
            if (after != null) {
                expiries.add(new @Nullable Object[]{candidate.id(), Candidate.micros(after)});
            }
        }
        database.batch(EXPIRY, expiries);
    }

    /**
     * Inserts the rows that have a unique key, where it is free; the database decides every race.
     *
     * @return by candidate's id the job that holds its key now
     */
    private Map<Long, Long> claimUniqueKeys(List<Candidate> candidates, JobState state,
            @Nullable Long generation) {
        // Sorted, so that two writers take the keys in the same order.
        Map<String, Candidate> wanted = new TreeMap<>();
        Map<Long, String> keys = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            String key = candidate.dedupeKey();
            if (key != null) {
                keys.put(candidate.id(), key);
                wanted.putIfAbsent(key, candidate);
            }
        }
        Map<String, Long> holders = new HashMap<>();
        for (int tryNumber = 0; !wanted.isEmpty(); tryNumber++) {
            if (tryNumber == TRIES) {
                throw new IllegalStateException("the unique keys " + wanted.keySet()
                        + " changed hands all the while; ask again");
            }
            // IGNORE, not an upsert: requesters may only INSERT. What does not fit was refused before.
            insert("INSERT IGNORE ", List.copyOf(wanted.values()), state, generation);
            findHolders(List.copyOf(wanted.keySet()), holders);
            // A holder that finished between the two statements has given its key back: then it is ours to try again.
            wanted.keySet().removeAll(holders.keySet());
        }
        Map<Long, Long> jobs = new HashMap<>();
        keys.forEach((candidate, key) -> jobs.put(candidate, holders.getOrDefault(key, candidate)));
        return jobs;
    }

    private void insert(String verb, List<Candidate> candidates, JobState state, @Nullable Long generation) {
        for (JobEntry entry : JobEntry.values()) {
            database.batch(verb + entry.sql(), candidates.stream().filter(candidate -> candidate.entry(state) == entry)
                    .map(candidate -> candidate.row(entry, generation)).toList());
        }
    }

    private void findHolders(List<String> keys, Map<String, Long> holders) {
        for (int from = 0; from < keys.size(); from += KEYS) {
            List<String> some = keys.subList(from, Math.min(from + KEYS, keys.size()));
            database.query("SELECT dedupe_key, id FROM job WHERE dedupe_key IN (" + Database.placeholders(some.size())
                    + ")", (row, i) -> holders.put(row.getString(1), row.getLong(2)), some.toArray());
        }
    }

    private static List<Candidate> having(List<Candidate> candidates, JobTrait trait) {
        return candidates.stream().filter(candidate -> candidate.traits().contains(trait)).toList();
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
