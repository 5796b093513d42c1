package dev.winnow.db.job;

import dev.winnow.db.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys that last for a time whatever becomes of their job: unique for a window, and asked for once. */
final class LastingKeys {
    /** How long the same request made again is the same job. */
    private static final Duration ONCE = Duration.ofDays(1);
    /** Assignments go from left to right: the time is the new holder's where the holder has become the new one. */
    private static final String CLAIM = """
        INSERT INTO job_key (job_key, job_id, expires_at)
        VALUES (?, ?, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)
        ON DUPLICATE KEY UPDATE job_id = IF(expires_at <= UTC_TIMESTAMP(3), VALUES(job_id), job_id),
            expires_at = IF(job_id = VALUES(job_id), VALUES(expires_at), expires_at)""";
    private static final String PASS_ON = "UPDATE job_key SET job_id = ? WHERE job_key = ? AND job_id = ?";
    private static final int KEYS = 1000;

    private final Database database;

    LastingKeys(Database database) {
        this.database = database;
    }

    /**
     * Claims the keys of these; of several with one key the first gets it. The database decides between writers: the
     * second waits until the first has committed.
     *
     * @return by candidate's id the job that it is: itself, or the one that has its key; those without a key are left out
     */
    Map<Long, Long> claim(List<Candidate> candidates) {
        // Sorted, so that two writers take the keys in the same order.
        Map<String, Claim> claims = new TreeMap<>();
        for (Candidate candidate : candidates) {
            want(claims, candidate.onceKey(), candidate, ONCE);
            want(claims, candidate.windowKey(), candidate, candidate.options().uniqueFor());
        }
        if (claims.isEmpty()) {
            return Map.of();
        }
        database.batch(CLAIM, claims.entrySet().stream().map(entry -> new @Nullable Object[]{entry.getKey(),
                entry.getValue().candidate().id(), Candidate.micros(entry.getValue().time())}).toList());
        Map<String, Long> holders = holders(List.copyOf(claims.keySet()));
        Map<Long, Long> jobs = new HashMap<>();
        for (Candidate candidate : candidates) {
            Long once = holder(holders, candidate.onceKey());
            Long window = holder(holders, candidate.windowKey());
            Long job = once == null || once == candidate.id() && window != null ? window : once;
            if (job != null) {
                jobs.put(candidate.id(), job);
            }
        }
        return jobs;
    }

    /** The keys that these claimed belong to other jobs after all: those that hold their other keys. */
    void passOn(List<Candidate> candidates, Map<Long, Long> jobs) {
        List<@Nullable Object[]> changes = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Long job = jobs.getOrDefault(candidate.id(), candidate.id());
            for (String key : new @Nullable String[]{candidate.onceKey(), candidate.windowKey()}) {
                if (key != null && job != candidate.id()) {
                    changes.add(new @Nullable Object[]{job, key, candidate.id()});
                }
            }
        }
        database.batch(PASS_ON, changes);
    }

    private Map<String, Long> holders(List<String> keys) {
        Map<String, Long> holders = new HashMap<>();
        for (int from = 0; from < keys.size(); from += KEYS) {
            List<String> some = keys.subList(from, Math.min(from + KEYS, keys.size()));
            database.query("SELECT job_key, job_id FROM job_key WHERE job_key IN ("
                    + Database.placeholders(some.size()) + ")",
                    (row, i) -> holders.put(row.getString(1), row.getLong(2)), some.toArray());
        }
        return holders;
    }

    private static @Nullable Long holder(Map<String, Long> holders, @Nullable String key) {
        return key == null ? null : holders.get(key);
    }

    private static void want(Map<String, Claim> claims, @Nullable String key, Candidate candidate,
            @Nullable Duration time) {
        if (key != null && time != null) {
            claims.putIfAbsent(key, new Claim(candidate, time));
        }
    }

    private record Claim(Candidate candidate, Duration time) {
    }
}
