package dev.winnow.db.schedule;

import dev.winnow.db.Database;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobLedger;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.process.LeaderLease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes ticks and their jobs, within the caller's transaction. */
final class TickWriter {
    private static final int REASON_CHARACTERS = 255;
    private static final String TICK = """
        INSERT INTO schedule_tick (schedule, tick_at, until_at, ticks, outcome, reason, job_id, epoch, decided_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))""";
    private static final String ADVANCE = """
        UPDATE schedule SET next_tick_at = ?, last_tick_at = COALESCE(?, last_tick_at),
            earlier_job_id = ?, last_job_id = ? WHERE name = ?""";
    private static final String STANDING = """
        SELECT name, next_tick_at, last_tick_at, COALESCE(expected_from, first_seen) AS expected, paused FROM schedule
        WHERE removed_at IS NULL AND name IN (%s) ORDER BY name FOR UPDATE""";

    private final Database database;
    private final JobLedger ledger;
    private final JobQueries jobs;
    private final JobEndings endings;

    TickWriter(Database database, JobLedger ledger, JobQueries jobs, JobEndings endings) {
        this.database = database;
        this.ledger = ledger;
        this.jobs = jobs;
        this.endings = endings;
    }

    Fired write(List<Ruling> rulings, LeaderLease.Held leadership, @Nullable Long generation) {
        List<Ruling> valid = valid(rulings);
        Map<NewJob, Long> ids = new IdentityHashMap<>();
        Fired jobs = jobs(valid.stream().flatMap(ruling -> ruling.decisions().stream()).map(Ruling.Decision::job)
                .filter(Objects::nonNull).toList(), generation, ids);
        List<@Nullable Object[]> ticks = new ArrayList<>();
        List<@Nullable Object[]> advances = new ArrayList<>();
        for (Ruling ruling : valid) {
            List<Long> open = new ArrayList<>(ruling.row().unfinishedJobs());
            for (Ruling.Decision decision : ruling.decisions()) {
                Long id = decision.job() == null ? null : ids.get(decision.job());
                ticks.add(tick(ruling.schedule(), decision, id, leadership));
                if (id != null) {
                    open.addFirst(id);
                }
            }
            advances.add(advance(ruling, open));
            if (!ruling.cancelled().isEmpty()) {
                endings.callOff(ruling.cancelled(), "schedule:" + ruling.schedule());
            }
        }
        database.batch(TICK, ticks);
        database.batch(ADVANCE, advances);
        return new Fired(valid.stream().map(Ruling::schedule).collect(Collectors.toSet()), jobs.ids(), jobs.toPush());
    }

    /** A ruling on ticks that somebody else has decided meanwhile would double them. */
    private List<Ruling> valid(List<Ruling> rulings) {
        if (rulings.isEmpty()) {
            return rulings;
        }
        List<String> names = rulings.stream().map(Ruling::schedule).toList();
        Map<String, Standing> now = new HashMap<>();
        database.query(STANDING.formatted(Database.placeholders(names.size())), (row, i) -> now.put(
                row.getString("name"), new Standing(Times.instantOrNull(row, "next_tick_at"),
                        Times.instantOrNull(row, "last_tick_at"), Times.instant(row, "expected"),
                        row.getBoolean("paused"))),
                names.toArray());
        return rulings.stream().filter(ruling -> Standing.of(ruling.row()).equals(now.get(ruling.schedule())))
                .toList();
    }

    /** Those with limits or delays are left to the dispatcher. */
    Fired jobs(List<NewJob> wanted, @Nullable Long generation, Map<NewJob, Long> ids) {
        List<JobLedger.Written> written = ledger.write(wanted, JobState.QUEUED, generation);
        List<Long> fresh = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            ids.put(wanted.get(i), written.get(i).id());
            if (written.get(i).fresh()) {
                fresh.add(written.get(i).id());
            }
        }
        return new Fired(Set.of(), written.stream().map(JobLedger.Written::id).toList(),
                jobs.rows(fresh).stream().filter(row -> row.state() == JobState.QUEUED).toList());
    }

    private static @Nullable Object[] tick(String schedule, Ruling.Decision decision, @Nullable Long job,
            LeaderLease.Held leadership) {
        return new @Nullable Object[]{schedule, decision.tickAt(), decision.count() == 1 ? null : decision.until(),
                decision.count(), decision.outcome(), Texts.cut(decision.reason(), REASON_CHARACTERS), job,
                leadership.epoch()};
    }

    private static @Nullable Object[] advance(Ruling ruling, List<Long> open) {
        return new @Nullable Object[]{ruling.nextTickAt(),
                ruling.decisions().isEmpty() ? null : ruling.decisions().getLast().until(),
                open.size() > 1 ? open.get(1) : null, open.isEmpty() ? null : open.getFirst(), ruling.schedule()};
    }

    private record Standing(@Nullable Instant next, @Nullable Instant last, Instant expected, boolean paused) {
        static Standing of(ScheduleRow row) {
            return new Standing(row.nextTickAt(), row.lastTickAt(), row.expectedFrom(), row.paused());
        }
    }
}
