package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets limited jobs into the queue: at each gate so many as its keys have free places, counted from rows. What waits at a
 * gate beyond that is not looked at.
 */
final class LimitGates {
    private static final String WITHIN = "r.rate_key = k.rate_key AND r.let_in_at > UTC_TIMESTAMP(3) "
            + "- INTERVAL k.rate_ms * 1000 MICROSECOND";
    /**
     * Each gate at which somebody waits, with the latest request's numbers and what counts now. Indexes and the whole order
     * of each are named for MySQL, which would read all that wait for a key.
     */
    private static final String GATES = """
        SELECT k.*, (SELECT COUNT(*) FROM job_limit c FORCE INDEX (job_limit_by_place) WHERE c.standing = 'counted'
                AND c.concurrency_key = k.concurrency_key) AS held,
            (SELECT COUNT(*) FROM job_rate r WHERE %1$s) AS let_in,
            (SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), MIN(r.let_in_at)) + k.rate_ms * 1000 FROM job_rate r
                WHERE %1$s) AS until_next
        FROM (SELECT g.gate, g.concurrency_key, g.rate_key,
                (SELECT n.concurrency_most FROM job_limit n FORCE INDEX (job_limit_by_concurrency)
                    WHERE n.concurrency_key = g.concurrency_key ORDER BY n.concurrency_key DESC, n.job_id DESC LIMIT 1)
                    AS concurrency_most,
                (SELECT n.rate_most FROM job_limit n FORCE INDEX (job_limit_by_rate) WHERE n.rate_key = g.rate_key
                    ORDER BY n.rate_key DESC, n.job_id DESC LIMIT 1) AS rate_most,
                (SELECT n.rate_ms FROM job_limit n FORCE INDEX (job_limit_by_rate) WHERE n.rate_key = g.rate_key
                    ORDER BY n.rate_key DESC, n.job_id DESC LIMIT 1) AS rate_ms
            FROM job_gate g) k""".formatted(WITHIN);
    private static final String FIRST = """
        (SELECT job_id, priority, available_at FROM job_limit FORCE INDEX (job_limit_by_turn)
        WHERE standing = 'waits' AND gate = ? AND priority = %d AND available_at <= UTC_TIMESTAMP(3)
        ORDER BY available_at LIMIT ?)""";
    private static final String FIRST_OF_EACH_LANE = Arrays.stream(Priority.values()).map(lane -> FIRST.formatted(lane
            .ordinal())).collect(Collectors.joining(" UNION ALL "));
    private static final String LOCK = "SELECT %s, UTC_TIMESTAMP(3) AS now FROM " + JobRows.BY_ID
            + " WHERE state = 'requested' AND traits & " + JobTrait.WAITING.bit()
            + " = 0 AND id IN (%s) ORDER BY id FOR UPDATE";

    private final Database database;

    LimitGates(Database database) {
        this.database = database;
    }

    /** @param turns whose turn it is next */
    List<JobRow> letIn(int limit, @Nullable Long generation, Supplier<Priority> turns) {
        Places places = new Places();
        List<Candidate> candidates = new ArrayList<>();
        List<String> exhausted = new ArrayList<>();
        List<Gate> gates = gates();
        for (Gate gate : gates) {
            places.note(gate);
            int free = Math.min(limit, places.free(gate));
            List<Candidate> first = first(gate, free);
            candidates.addAll(first);
            if (first.size() < free) {
                exhausted.add(gate.gate());
            }
        }
        List<JobRow> admitted = admit(choose(limit, candidates, places, turns), generation);
        removeIdle(exhausted);
        forget(gates);
        return admitted;
    }

    /** By turns of the lanes, those of a lane by their time; a turn that a lane has no use for is the highest's. */
    private static List<Long> choose(int limit, List<Candidate> candidates, Places places, Supplier<Priority> turns) {
        Map<Priority, Deque<Candidate>> lanes = new EnumMap<>(Priority.class);
        candidates.sort(Comparator.comparing(Candidate::availableAt).thenComparing(Candidate::id));
        candidates.forEach(candidate -> lanes.computeIfAbsent(candidate.priority(), lane -> new ArrayDeque<>()).add(
                candidate));
        List<Long> chosen = new ArrayList<>();
        while (chosen.size() < limit && !lanes.isEmpty()) {
            Priority turn = turns.get();
            Priority lane = lanes.containsKey(turn) ? turn : lanes.keySet().iterator().next();
            Deque<Candidate> waiting = Objects.requireNonNull(lanes.get(lane));
            boolean taken = false;
            while (!taken && !waiting.isEmpty()) {
                Candidate candidate = waiting.remove();
                taken = places.take(candidate.gate());
                if (taken) {
                    chosen.add(candidate.id());
                }
            }
            if (waiting.isEmpty()) {
                lanes.remove(lane);
            }
        }
        return chosen;
    }

    Optional<Duration> untilNext() {
        return gates().stream().filter(gate -> gate.rateKey() != null && gate.letIn() >= gate.rateMost()).map(
                Gate::untilNext).min(Comparator.naturalOrder());
    }

    int clear() {
        return database.update("DELETE FROM job_rate WHERE let_in_at < UTC_TIMESTAMP(3) - INTERVAL ? DAY",
                JobChecks.LONGEST_RATE.toDays() + 1);
    }

    private List<Gate> gates() {
        return database.query(GATES, (row, i) -> new Gate(row.getString("gate"), row.getString("concurrency_key"),
                row.getInt("concurrency_most"), row.getInt("held"), row.getString("rate_key"),
                row.getInt("rate_most"), row.getLong("rate_ms") * 1000, row.getInt("let_in"),
                Duration.ofNanos(Math.max(0, row.getLong("until_next")) * 1000)));
    }

    private List<Candidate> first(Gate gate, int count) {
        return count == 0
                ? List.of()
                : database.query(FIRST_OF_EACH_LANE, (row, i) -> new Candidate(row.getLong("job_id"),
                        Priority.values()[row.getInt("priority")], Times.instant(row, "available_at"), gate),
                        gate.gate(), count, gate.gate(), count, gate.gate(), count);
    }

    /** What was cancelled or taken meanwhile keeps no place. */
    private List<JobRow> admit(List<Long> ids, @Nullable Long generation) {
        List<JobRow> admitted = new ArrayList<>();
        for (List<Long> some : JobRows.chunks(ids)) {
            String in = Database.placeholders(some.size());
            List<JobRow> rows = database.query(LOCK.formatted(JobRows.COLUMNS, in), (row, i) -> DueJobs.queued(
                    JobRows.read(row), generation, Times.instant(row, "now")), some.toArray());
            database.update("UPDATE job_limit SET standing = 'out' WHERE job_id IN (" + in + ")", some.toArray());
            if (!rows.isEmpty()) {
                Object[] let = rows.stream().map(JobRow::id).toArray();
                String letIn = " WHERE job_id IN (" + Database.placeholders(let.length) + ")";
                DueJobs.markQueued(database, rows.stream().map(JobRow::id).toList(), generation);
                database.update("UPDATE job_limit SET standing = 'counted'" + letIn
                        + " AND concurrency_key IS NOT NULL", let);
                database.update("INSERT INTO job_rate (rate_key, let_in_at, job_id) SELECT rate_key, UTC_TIMESTAMP(3), "
                        + "job_id FROM job_limit" + letIn + " AND rate_key IS NOT NULL", let);
            }
            admitted.addAll(rows);
        }
        admitted.sort(Comparator.comparing(JobRow::priority).thenComparing(JobRow::availableAt).thenComparingLong(
                JobRow::id));
        return admitted;
    }

    /** What lies before a key's span is not counted any more; it would be walked over at each look. */
    private void forget(List<Gate> gates) {
        Map<String, Long> spans = new HashMap<>();
        for (Gate gate : gates) {
            String key = gate.rateKey();
            if (key != null) {
                spans.put(key, gate.rateMicros());
            }
        }
        spans.forEach((key, micros) -> database.update("DELETE FROM job_rate WHERE rate_key = ? AND let_in_at <= "
                + "UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND", key, micros));
    }

    /** Gates at which nobody waits are made again by the next job that does. */
    private void removeIdle(List<String> gates) {
        if (!gates.isEmpty()) {
            database.update("DELETE FROM job_gate WHERE NOT EXISTS (SELECT 1 FROM job_limit l WHERE "
                    + "l.standing = 'waits' AND l.gate = job_gate.gate) AND gate IN (" + Database.placeholders(gates
                            .size())
                    + ")", gates.toArray());
        }
    }

    /** Free places by key; several gates may share a key. */
    private static final class Places {
        private final Map<String, Integer> atOnce = new HashMap<>();
        private final Map<String, Integer> inTime = new HashMap<>();

        void note(Gate gate) {
            if (gate.concurrencyKey() != null) {
                atOnce.putIfAbsent(gate.concurrencyKey(), gate.concurrencyMost() - gate.held());
            }
            if (gate.rateKey() != null) {
                inTime.putIfAbsent(gate.rateKey(), gate.rateMost() - gate.letIn());
            }
        }

        int free(Gate gate) {
            return Math.max(0, Math.min(free(atOnce, gate.concurrencyKey()), free(inTime, gate.rateKey())));
        }

        boolean take(Gate gate) {
            boolean free = free(gate) > 0;
            if (free && gate.concurrencyKey() != null) {
                atOnce.merge(gate.concurrencyKey(), -1, Integer::sum);
            }
            if (free && gate.rateKey() != null) {
                inTime.merge(gate.rateKey(), -1, Integer::sum);
            }
            return free;
        }

        private static int free(Map<String, Integer> places, @Nullable String key) {
            return key == null ? Integer.MAX_VALUE : places.getOrDefault(key, 0);
        }
    }

    private record Gate(String gate, @Nullable String concurrencyKey, int concurrencyMost, int held,
            @Nullable String rateKey, int rateMost, long rateMicros, int letIn, Duration untilNext) {
    }

    private record Candidate(long id, Priority priority, Instant availableAt, Gate gate) {
    }
}
