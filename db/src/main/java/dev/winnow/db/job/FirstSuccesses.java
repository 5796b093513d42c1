package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records first attempts that succeeded, which most jobs are: one statement for all of one worker, without reading the
 * rows first. The acceptance is that of {@link LockedJob#accepts}, in SQL.
 */
final class FirstSuccesses {
    private static final String UPDATE = """
        UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]', started_ms BIGINT PATH '$[1]',
            ran_ms BIGINT PATH '$[2]')) o STRAIGHT_JOIN %3$s ON job.id = o.id
        SET job.finished_at = %1$s + INTERVAL (o.started_ms + o.ran_ms) * 1000 MICROSECOND,
            job.started_at = %1$s + INTERVAL o.started_ms * 1000 MICROSECOND,
            job.state = 'succeeded', job.attempt = 1, job.owner = ?, job.host = ?,
            job.generation = COALESCE(?, job.generation), job.digest = ?, job.dedupe_key = NULL
        WHERE job.attempt <= 1 AND job.%2$s AND (job.attempt = 0 OR IF(job.state = 'running', job.owner = ?,
            NOT EXISTS (SELECT 1 FROM job_attempt a WHERE a.job_id = job.id AND a.attempt = 1
                AND a.outcome <> 'handed-back')))""".formatted(RowChange.EPOCH, JobTransitions.in(
            EnumSet.complementOf(EnumSet.copyOf(JobState.FINISHED))), JobRows.BY_ID);
    private static final String STANDING = "SELECT id FROM job WHERE state = 'succeeded' AND attempt = 1 "
            + "AND owner = ? AND id IN (";

    private final Database database;

    FirstSuccesses(Database database) {
        this.database = database;
    }

    /** Those that the ledger refuses. */
    List<Outcome> record(List<Outcome.Succeeded> outcomes) {
        Map<Runner, List<Outcome.Succeeded>> byRunner = new LinkedHashMap<>();
        for (Outcome.Succeeded outcome : outcomes) {
            byRunner.computeIfAbsent(Runner.of(outcome.attempt()), runner -> new ArrayList<>()).add(outcome);
        }
        List<Outcome> refused = new ArrayList<>();
        byRunner.forEach((runner, some) -> refused.addAll(record(runner, some)));
        return refused;
    }

    private List<Outcome> record(Runner runner, List<Outcome.Succeeded> outcomes) {
        List<Outcome.Succeeded> sorted = new ArrayList<>(outcomes);
        sorted.sort(Comparator.comparingLong(outcome -> outcome.attempt().jobId()));
        int recorded = database.update(UPDATE, json(sorted), runner.owner(), Texts.cut(runner.host(), 255),
                runner.generation(), runner.digest(), runner.owner());
        if (recorded == sorted.size()) {
            return List.of();
        }
        // Some were not taken. One that was written before, when the answer got lost, is what stands there.
        Set<Long> standing = new HashSet<>();
        for (List<Long> ids : JobRows.chunks(sorted.stream().map(outcome -> outcome.attempt().jobId()).toList())) {
            List<@Nullable Object> arguments = new ArrayList<>(List.of(runner.owner()));
            arguments.addAll(ids);
            standing.addAll(database.query(STANDING + Database.placeholders(ids.size()) + ")",
                    (row, i) -> row.getLong(1), arguments.toArray()));
        }
        return sorted.stream().filter(outcome -> !standing.contains(outcome.attempt().jobId()))
                .map(Outcome.class::cast).toList();
    }

    /** Written by hand: this is the ledger's busiest line. */
    private static String json(List<Outcome.Succeeded> outcomes) {
        StringBuilder json = new StringBuilder(outcomes.size() * 40).append('[');
        for (Outcome.Succeeded outcome : outcomes) {
            long started = outcome.attempt().startedAt().toEpochMilli();
            json.append(json.length() == 1 ? "[" : ",[").append(outcome.attempt().jobId()).append(',').append(started)
                    .append(',').append(outcome.finishedAt().toEpochMilli() - started).append(']');
        }
        return json.append(']').toString();
    }

    /** What is the same for all of a statement. */
    private record Runner(String owner, String host, @Nullable Long generation, @Nullable String digest) {
        static Runner of(Attempt attempt) {
            return new Runner(attempt.owner(), attempt.host(), attempt.generation(), attempt.digest());
        }
    }
}
