package dev.winnow.checks.faults;

import dev.winnow.checks.faults.Daemon.Fate;
import dev.winnow.db.job.JobState;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what a phase's jobs left in the ledger, in its history and in the workers' files against the promises: nothing
 * is lost or stuck, each outcome is recorded once, and what ran twice did so because a worker or a server was lost.
 */
final class Judge {
    private static final int MAX_CRASHES = 3;

    private final Servers servers;
    private final Fleet fleet;
    private final List<String> wrong = new ArrayList<>();

    Judge(Servers servers, Fleet fleet) {
        this.servers = servers;
        this.fleet = fleet;
    }

    /**
     * Judges a phase that is over.
     *
     * @param queueWasLost whether Redis lost what it held meanwhile, so that a job may run twice without its worker's
     *     having died
     */
    Verdict judge(String by, Asked asked, boolean queueWasLost) {
        fleet.learnIds();
        Map<Long, Entry> entries = Entry.of(servers, by).stream().collect(Collectors.toMap(Entry::id,
                Function.identity(), (a, b) -> a, TreeMap::new));
        Map<Long, List<Line>> lines = fleet.all().stream().flatMap(daemon -> Line.of(daemon).stream())
                .filter(line -> entries.containsKey(line.job())).collect(Collectors.groupingBy(Line::job));
        List<Crash> crashes = crashes(entries);
        everyJobIsThereAndFinished(asked.ids(), entries);
        eachOutcomeIsRecordedOnce(entries);
        outcomesAreTrue(entries, lines, asked);
        crashesHadACause(crashes, lines, queueWasLost);
        chainsRanInOrder(asked, entries);
        batchesWereCompleted(asked, entries);
        uniqueJobsDidNotOverlap(entries.values());
        limitsHeld(entries.values());
        Duplicates duplicates = duplicates(lines, queueWasLost);
        return new Verdict(entries.size(), entries.values().stream().collect(Collectors.groupingBy(
                entry -> entry.state().code(), TreeMap::new, Collectors.counting())), duplicates, crashes.size(),
                crashes.stream().filter(crash -> lines.getOrDefault(crash.job(), List.of()).stream()
                        .noneMatch(line -> line.attempt() == crash.attempt()))
                        .filter(crash -> Objects.requireNonNull(entries.get(crash.job())).leavesLines()).count(),
                List.copyOf(wrong));
    }

    private void everyJobIsThereAndFinished(Set<Long> asked, Map<Long, Entry> entries) {
        asked.stream().filter(id -> !entries.containsKey(id)).forEach(id -> wrong("job " + id + " is lost"));
        entries.values().stream().filter(entry -> !entry.isFinished()).forEach(entry -> wrong("stuck: " + entry));
    }

    /** A finished row is not touched again, so all finished versions that there ever were of it are alike. */
    private void eachOutcomeIsRecordedOnce(Map<Long, Entry> entries) {
        Map<Long, Version> outcomes = new HashMap<>();
        servers.query("SELECT id, state, attempt, owner, finished_at FROM job FOR SYSTEM_TIME ALL ORDER BY id, "
                + "ROW_START",
                row -> new Version(row.getLong("id"), JobState.ofCode(row.getString("state")), row
                        .getInt("attempt"), String.valueOf(row.getString("owner")), row.getTimestamp("finished_at")))
                .stream().filter(version -> entries.containsKey(version.id())).forEach(version -> {
                    Version outcome = outcomes.get(version.id());
                    if (outcome == null && version.state().isFinished()) {
                        outcomes.put(version.id(), version);
                    } else if (outcome != null && !outcome.equals(version)) {
                        wrong("job " + version.id() + " was " + outcome + " and then became " + version);
                    }
                });
        Set<String> twice = Set.copyOf(servers.query("SELECT job_id FROM job_attempt WHERE outcome = 'succeeded' "
                + "GROUP BY job_id HAVING COUNT(*) > 1", row -> row.getString(1)));
        twice.forEach(id -> wrong("job " + id + " has more than one attempt that succeeded"));
    }

    private void outcomesAreTrue(Map<Long, Entry> entries, Map<Long, List<Line>> lines, Asked asked) {
        for (Entry entry : entries.values()) {
            List<Line> left = lines.getOrDefault(entry.id(), List.of());
            switch (entry.state()) {
                case SUCCEEDED -> {
                    if (entry.leavesLines() && left.stream().noneMatch(line -> line.isEnd()
                            && line.attempt() == entry.attempt() && isOf(line, entry))) {
                        wrong("succeeded by " + entry.owner() + ", but that worker's file has no end of it: " + entry
                                + " " + left);
                    }
                }
                case EXPIRED -> {
                    // One whose worker was lost, be it between the end and the record of it, is not started once more when it
                    // is too late by then. The lost attempt's number is spent.
                    if (!entry.kind().equals("expiring") || left.stream().anyMatch(line -> line.attempt() >= entry
                            .attempt() || !line.worker().mayHaveLostJobs())) {
                        wrong("expired, but " + left + ": " + entry);
                    }
                }
                case CANCELLED -> {
                    if (!asked.calledOff().contains(entry.id()) && !entry.kind().equals("chain")) {
                        wrong("cancelled, which nobody asked for: " + entry);
                    }
                }
                case DEAD -> {
                    if (entry.crashes() < MAX_CRASHES) {
                        wrong("dead after " + entry.crashes() + " crashes: " + entry);
                    }
                }
                case FAILED -> wrong("failed, which none of these jobs does for good: " + entry);
                case REQUESTED, QUEUED, RUNNING, RETRYING -> {
                    // Counted as stuck.
                }
            }
        }
    }

    private static boolean isOf(Line line, Entry entry) {
        return entry.owner() == null || entry.owner().equals(line.worker().id());
    }

    private List<Crash> crashes(Map<Long, Entry> entries) {
        return servers.query("SELECT job_id, attempt, owner FROM job_attempt WHERE outcome = 'crashed'",
                row -> new Crash(row.getLong(1), row.getInt(2), String.valueOf(row.getString(3)))).stream()
                .filter(crash -> entries.containsKey(crash.job())).toList();
    }

    /** The ledger names the worker only where it was told of the attempt's start; else the worker's own file tells. */
    private void crashesHadACause(List<Crash> crashes, Map<Long, List<Line>> lines, boolean queueWasLost) {
        Map<String, Daemon> byId = fleet.all().stream().filter(daemon -> daemon.id() != null)
                .collect(Collectors.toMap(daemon -> Objects.requireNonNull(daemon.id()), Function.identity(),
                        (a, b) -> b));
        for (Crash crash : crashes) {
            List<Daemon> workers = lines.getOrDefault(crash.job(), List.of()).stream()
                    .filter(line -> line.attempt() == crash.attempt()).map(Line::worker).distinct().toList();
            Daemon named = byId.get(crash.owner());
            boolean lost = named == null
                    ? workers.isEmpty() || workers.stream().anyMatch(Daemon::mayHaveLostJobs)
                    : named.mayHaveLostJobs();
            if (!queueWasLost && (!lost || named == null && !crash.owner().isEmpty())) {
                wrong("counted as a crash of " + (named == null ? crash.owner() + workers : named)
                        + ", which has not lost anything: " + crash);
            }
        }
    }

    private void chainsRanInOrder(Asked asked, Map<Long, Entry> entries) {
        for (List<Long> chain : asked.chains()) {
            for (int i = 1; i < chain.size(); i++) {
                Entry before = entries.get(chain.get(i - 1));
                Entry after = entries.get(chain.get(i));
                if (before == null || after == null || !before.isFinished() || !after.isFinished()) {
                    continue;
                }
                if (before.state() == JobState.SUCCEEDED
                        ? isBefore(after.startedAt(), before.finishedAt())
                        : after.state() != JobState.CANCELLED) {
                    wrong("in a chain " + after + " does not follow " + before);
                }
            }
        }
    }

    private void batchesWereCompleted(Asked asked, Map<Long, Entry> entries) {
        asked.batches().forEach(batch -> {
            Entry completion = entries.get(batch.completion());
            List<Entry> members = batch.members().stream().map(entries::get).filter(Objects::nonNull).toList();
            if (completion == null || !completion.isFinished()) {
                return;
            }
            members.stream().filter(member -> isBefore(completion.startedAt(), member.finishedAt()))
                    .forEach(member -> wrong("the completion " + completion + " ran before " + member));
            long succeeded = members.stream().filter(member -> member.state() == JobState.SUCCEEDED).count();
            long counted = servers.count("SELECT COALESCE(MAX(succeeded), -1) FROM job_batch WHERE id = " + batch
                    .id());
            if (counted != succeeded) {
                wrong("batch " + batch.id() + " counts " + counted + " that succeeded, but " + succeeded + " did");
            }
        });
    }

    private void uniqueJobsDidNotOverlap(Collection<Entry> entries) {
        entries.stream().filter(entry -> entry.kind().equals("done") && entry.uniqueKey() != null)
                .collect(Collectors.groupingBy(entry -> Objects.requireNonNull(entry.uniqueKey())))
                .values().forEach(same -> {
                    for (int i = 1; i < same.size(); i++) {
                        if (isBefore(same.get(i).createdAt(), same.get(i - 1).finishedAt())) {
                            wrong("unique until done, but " + same.get(i) + " was made before the end of "
                                    + same.get(i - 1));
                        }
                    }
                });
    }

    private void limitsHeld(Collection<Entry> entries) {
        entries.stream().filter(entry -> entry.limitKey() != null && entry.startedAt() != null
                && entry.finishedAt() != null).collect(Collectors.groupingBy(
                        entry -> Objects.requireNonNull(entry
                                .limitKey())))
                .forEach((key, jobs) -> {
                    TreeMap<Long, Integer> changes = new TreeMap<>();
                    jobs.forEach(job -> {
                        changes.merge(Objects.requireNonNull(job.startedAt()).getTime(), 1, Integer::sum);
                        changes.merge(Objects.requireNonNull(job.finishedAt()).getTime(), -1, Integer::sum);
                    });
                    int now = 0;
                    int most = 0;
                    for (int change : changes.values()) {
                        now += change;
                        most = Math.max(most, now);
                    }
                    if (most > 2) {
                        wrong("limit " + key + " let " + most + " jobs run at once instead of 2");
                    }
                });
    }

    /** All runs but the one that is on record are duplicates; each must have lost its worker, or the queue its memory. */
    private Duplicates duplicates(Map<Long, List<Line>> lines, boolean queueWasLost) {
        int begun = 0;
        int whole = 0;
        int handedBack = 0;
        int unexplained = 0;
        for (List<Line> left : lines.values()) {
            List<Line> begins = left.stream().filter(line -> !line.isEnd()).toList();
            begun += begins.size() - 1;
            whole += Math.max(0, (int) left.stream().filter(Line::isEnd).count() - 1);
            handedBack += (int) begins.stream().filter(line -> line.worker().fate() == Fate.TERMINATED).count();
            long innocent = begins.stream().filter(line -> !line.worker().mayHaveLostJobs()
                    && line.worker().fate() != Fate.TERMINATED).count();
            if (innocent > 1 && !queueWasLost) {
                unexplained++;
                wrong("ran " + innocent + " times on workers that lost nothing: " + left);
            }
            Map<Integer, Long> byAttempt = begins.stream().filter(line -> line.worker().fate() != Fate.TERMINATED)
                    .collect(Collectors.groupingBy(Line::attempt, Collectors.counting()));
            byAttempt.forEach((attempt, runs) -> {
                if (runs > 1) {
                    wrong("attempt " + attempt + " was handed out " + runs + " times: " + left);
                }
            });
        }
        return new Duplicates(begun, whole, handedBack, unexplained);
    }

    private void wrong(String what) {
        wrong.add(what);
    }

    private static boolean isBefore(@org.jspecify.annotations.Nullable Timestamp one,
            @org.jspecify.annotations.Nullable Timestamp other) {
        return one != null && other != null && one.before(other);
    }

    /** An attempt that is on record as lost. */
    private record Crash(long job, int attempt, String owner) {
    }

    /** What a row said at a time. */
    private record Version(long id, JobState state, int attempt, String owner,
            @org.jspecify.annotations.Nullable Timestamp finishedAt) {
    }

    /**
     * Runs beyond the first.
     *
     * @param begun how many began
     * @param whole how many of those ran to their end
     * @param onStopped runs on workers that were asked to stop
     * @param unexplained jobs that ran twice although no worker or server was lost
     */
    record Duplicates(int begun, int whole, int onStopped, int unexplained) {
    }

    /**
     * What came of a phase.
     *
     * @param states how many jobs ended how
     * @param crashesNotBegun crashes counted against a job that had not begun on the lost worker
     * @param wrong what must not be, in sentences; empty if all is well
     */
    record Verdict(int jobs, Map<String, Long> states, Duplicates duplicates, int crashes, long crashesNotBegun,
            List<String> wrong) {
        Verdict {
            states = Map.copyOf(states);
            wrong = List.copyOf(wrong);
        }
    }
}
