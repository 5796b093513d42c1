package dev.winnow.scheduler.schedule;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ends jobs: most before the next tick, some after days; one that was called off soon. */
final class SimulatedJobs {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final int LONGEST_MINUTES = 3 * 24 * 60;
    private static final Duration UNTIL_CANCELLED = Duration.ofMinutes(20);

    private final Random random;
    private final Map<Long, Instant> ends = new HashMap<>();
    private final Map<String, List<Long>> running = new HashMap<>();

    SimulatedJobs(Random random) {
        this.random = random;
    }

    /** Whether a job had not ended at this time. */
    boolean isUnfinished(long job, Instant at) {
        return ends.getOrDefault(job, Instant.MAX).isAfter(at);
    }

    /** Ends those whose time has come. */
    void finish(Database database, Instant now) {
        List<Long> finished = new ArrayList<>();
        running.values().forEach(jobs -> jobs.removeIf(job -> {
            boolean over = !isUnfinished(job, now);
            if (over) {
                finished.add(job);
            }
            return over;
        }));
        running.values().removeIf(List::isEmpty);
        if (!finished.isEmpty()) {
            database.update("UPDATE job SET state = 'succeeded', finished_at = UTC_TIMESTAMP(3) WHERE id IN ("
                    + Database.placeholders(finished.size()) + ")", finished.toArray());
        }
    }

    /** Takes in the jobs that fired now. */
    void fired(Database database, Instant now, YearOfSchedules year) {
        Map<String, Overlap> overlaps = new HashMap<>();
        for (ScheduleDefinition schedule : year.definitions()) {
            overlaps.put(schedule.name(), schedule.overlap());
        }
        database.query("SELECT schedule, job_id FROM schedule_tick WHERE decided_at = ? AND job_id IS NOT NULL",
                (row, i) -> {
                    String schedule = row.getString(1);
                    List<Long> jobs = running.computeIfAbsent(schedule, key -> new ArrayList<>());
                    if (overlaps.get(schedule) == Overlap.CANCEL) {
                        jobs.forEach(job -> ends.computeIfPresent(job, (id, end) -> end.isBefore(now.plus(
                                UNTIL_CANCELLED)) ? end : now.plus(UNTIL_CANCELLED)));
                    }
                    Duration length = random.nextInt(12) == 0
                            ? Duration.ofMinutes(1 + random.nextInt(LONGEST_MINUTES))
                            : SHORT;
                    ends.put(row.getLong(2), now.plus(length));
                    return jobs.add(row.getLong(2));
                }, Times.column(now));
    }

    /** The jobs that the ledger has as called off. */
    List<Long> calledOff(Database database) {
        return database.query("SELECT job_id FROM job_cancel", (row, i) -> row.getLong(1));
    }
}
