package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobStanding;
import dev.winnow.db.job.JobStanding.Limit;
import dev.winnow.db.job.JobStanding.Wait;
import dev.winnow.db.job.JobState;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobSighting;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.Presence;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.page.view.Samples;
import dev.winnow.web.service.explain.Cause.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExplainerTest {
    private static final Instant NOW = Rendering.NOW;
    private static final ProcessRow LEADER = process("s", "scheduler", "settled", true, "", 0, 0);

    /** What is known; a test changes what it is about. */
    private JobRow row = Samples.job(JobState.QUEUED);
    private @Nullable JobStanding standing = new JobStanding(Optional.empty(), List.of(), null, null, Optional.empty());
    private @Nullable JobSighting sighting = waiting(0L);
    private List<LaneStatus> lanes = List.of(lane(Priority.P0, 0, false), lane(Priority.P1, 1, false),
            lane(Priority.P2, 0, false));
    private @Nullable String queueProblem;
    private List<ProcessRow> live = List.of(LEADER, process("w", "worker", "ready", false, "p0,p1,p2", 2, 16));
    private Set<String> able = Set.of("w");
    private Optional<JobRow> follows = Optional.empty();
    private Census ahead = Census.NONE;
    private Census runs = Census.NONE;

    @Test
    void aJobThatNothingKeepsStartsWithinMoments() {
        assertThat(first()).satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.ABOUT_TO_START);
            assertThat(cause.sentence()).contains("next of p1", "free slot");
        });
    }

    @Test
    void positionTypesAndHigherLanesSayWhoComesFirst() {
        sighting = waiting(12L);
        lanes = List.of(lane(Priority.P0, 7, false), lane(Priority.P1, 40, false), lane(Priority.P2, 900, false));
        ahead = new Census(Map.of("harvest.region", 9, "compliance.insight", 3), true);

        assertThat(first().sentence()).isEqualTo("12 jobs are before it in p1 (9 harvest.region, 3 compliance.insight),"
                + " and 7 of p0 mostly go first.");
    }

    @Test
    void aPositionThatIsTooDeepToCountIsToldByTheDepth() {
        sighting = waiting(null);
        lanes = List.of(lane(Priority.P1, 2_000_000, false));
        assertThat(first().sentence()).isEqualTo("It waits far back among the 2000000 jobs of p1.");
    }

    @Test
    void aPausedLaneComesBeforeThePosition() {
        sighting = waiting(3L);
        lanes = List.of(lane(Priority.P1, 4, true));

        assertThat(kinds()).containsExactly(Kind.LANE_PAUSED, Kind.BEHIND_OTHERS);
        assertThat(first().advice()).contains("winnow queues resume p1");
    }

    @Test
    void workersThatCouldNotRunItSayWhy() {
        live = List.of(LEADER, process("a", "worker", "ready", false, "p2", 0, 4),
                process("b", "worker", "draining", false, "p0,p1", 0, 4),
                process("c", "worker", "starting", false, "p0,p1", 0, 4),
                process("d", "worker", "ready", false, "p0,p1", 0, 4));
        able = Set.of("a");

        assertThat(first().kind()).isEqualTo(Kind.NO_WORKER);
        assertThat(explain().workers()).extracting(WorkerFit::able).containsOnly(false);
        assertThat(explain().workers()).extracting(WorkerFit::reason).containsExactly("does not serve p1, only p2",
                "is draining: it takes no more jobs", "is starting and has not loaded its plugins yet",
                "has no handler for harvest.region: it loaded generation 7");
    }

    @Test
    void aLaneThatNobodyServesWantsAWorkerForIt() {
        live = List.of(LEADER, process("a", "worker", "ready", false, "p2", 0, 4));
        assertThat(first().advice()).contains("winnow worker --queue p1");
    }

    @Test
    void withoutAnyWorkerThatIsTheCause() {
        live = List.of(LEADER);
        assertThat(first()).isEqualTo(new Cause(Kind.NO_WORKER, "No worker is alive.",
                "Start one: 'winnow worker', or see why it stopped in its log."));
    }

    @Test
    void whenAllSlotsAreTakenItSaysByWhat() {
        live = List.of(LEADER, process("w", "worker", "ready", false, "p0,p1", 16, 16));
        runs = new Census(Map.of("harvest.region", 16), true);

        assertThat(first().sentence()).isEqualTo("All 16 slots of the one live worker that could run it are taken;"
                + " of p1 these run: 16 harvest.region.");
    }

    @Test
    void aChainSaysWhatItFollowsAndHowThatStands() {
        requested(wait("job", 77L));
        follows = Optional.of(Samples.job(JobState.RUNNING));
        assertThat(first().sentence()).isEqualTo(
                "It follows job 77 and starts when that has succeeded: that one (harvest.region) is running.");
    }

    @Test
    void aCompletionSaysHowFarItsBatchIs() {
        requested(new JobStanding(Optional.of(new Wait("batch", 5L, "its batch", NOW)), List.of(), null, null,
                Optional.of(new JobStanding.Batch(5, 100, 40))));
        assertThat(first().sentence()).isEqualTo("It starts when all jobs of batch 5 are finished: 40 of 100 are.");
    }

    @Test
    void aParkedJobNamesWhatIsMissingAndWhatToDo() {
        requested(wait("handler", null));
        able = Set.of();

        assertThat(kinds()).containsExactly(Kind.NO_HANDLER);
        assertThat(first().sentence()).contains("parked since 2026-11-22 02:59:00 UTC (1 min ago)",
                "no live worker of p1 has a handler for harvest.region", "(no worker had it)");
        assertThat(first().advice()).contains("winnow plugins list");
        able = Set.of("w");
        assertThat(first().sentence()).contains("Now a live worker has a handler");
    }

    @Test
    void aReachedLimitNamesItsKeyAndItsNumbers() {
        requested(new JobStanding(Optional.empty(), List.of(new Limit("concurrency", "account-7", 2, 2, true),
                new Limit("rate", "mail", 10, 3, false)), null, null, Optional.empty()));

        assertThat(first().sentence())
                .isEqualTo("No more than 2 jobs with the key 'account-7' run at once, and 2 count:"
                        + " it waits until one of them ends.");
        assertThat(explain().facts()).extracting(Explanation.Fact::value).anyMatch(value -> value.contains("'mail'"));
    }

    @Test
    void aDelayedJobSaysUntilWhen() {
        requested(none());
        row = at(row, NOW.plusSeconds(90));
        assertThat(first().sentence())
                .isEqualTo("It is not to start before 2026-11-22 03:01:30 UTC (in 1 min 30 s).");
    }

    @Test
    void aRetrySaysWhatFailedAndWhenTheNextAttemptIsDue() {
        row = at(Samples.job(JobState.RETRYING), NOW.plusSeconds(20));
        sighting = new JobSighting(Presence.DELAYED, 2, null, null, null, NOW.plusSeconds(20), false);
        assertThat(first().sentence()).isEqualTo("Attempt 1 failed: eu-central-1 answered 503. The next one is due at"
                + " 2026-11-22 03:00:20 UTC (in 20 s).");
    }

    @Test
    void aRunningJobNamesItsWorkerAndItsLease() {
        row = Samples.job(JobState.RUNNING);
        sighting = running("w", NOW.plusSeconds(30), false);
        assertThat(first().kind()).isEqualTo(Kind.RUNNING);
        assertThat(first().sentence()).startsWith("Attempt 1 runs on worker host-w (process 42) since")
                .contains("lasts until 2026-11-22 03:00:30 UTC (in 30 s)");
    }

    @Test
    void aJobThatIsHeldThoughTheLedgerSaysQueuedRuns() {
        sighting = running("w", NOW.plusSeconds(30), false);
        assertThat(first().sentence()).contains("just begun or claimed");
    }

    @Test
    void aLostWorkerIsToldAndWhatComesNext() {
        row = Samples.job(JobState.RUNNING);
        sighting = running("gone", NOW.minusSeconds(4), false);
        assertThat(first().kind()).isEqualTo(Kind.WORKER_LOST);
        assertThat(first().sentence()).contains("worker gone, which gives no sign of life",
                "Its lease ended 2026-11-22 02:59:56 UTC (4 s ago)");
        live = List.of();
        assertThat(first().advice()).contains("No scheduler leads");
    }

    @Test
    void aJobThatIsCalledOffSaysByWhom() {
        row = Samples.job(JobState.RUNNING);
        sighting = running("w", NOW.plusSeconds(30), true);
        standing = new JobStanding(Optional.empty(), List.of(), null, "user:ada", Optional.empty());
        assertThat(kinds()).containsExactly(Kind.CANCELLING, Kind.RUNNING);
        assertThat(first().sentence()).startsWith("user:ada called it off; worker host-w");
    }

    @Test
    void faultsOfRedisAndSchedulerAreCauses() {
        live = List.of(process("w", "worker", "ready", false, "p0,p1", 0, 4));
        sighting = null;
        lanes = List.of();
        queueProblem = "Redis does not answer: no job is handed out (refused).";
        assertThat(kinds()).containsExactly(Kind.QUEUE_UNREACHABLE, Kind.NO_LEADER);
    }

    @Test
    void ledgerAndQueueThatDisagreeAreToldSo() {
        sighting = new JobSighting(Presence.ABSENT, 0, null, null, null, null, false);
        assertThat(first().kind()).isEqualTo(Kind.DISAGREEMENT);
        assertThat(first().sentence()).startsWith("The ledger says queued, Redis does not hold it: Redis has lost it");
        sighting = new JobSighting(Presence.DEAD, 4, null, null, null, null, false);
        assertThat(first().advice()).contains("winnow queues dead-letters");
    }

    @Test
    void aJobThatIsTooLateSaysSo() {
        requested(new JobStanding(Optional.empty(), List.of(), NOW.minusSeconds(5), null, Optional.empty()));
        assertThat(first().kind()).isEqualTo(Kind.EXPIRED);
    }

    @Test
    void withNothingButTheRowThereIsStillAnAnswer() {
        for (JobState state : JobState.values()) {
            row = Samples.job(state);
            standing = null;
            sighting = null;
            lanes = List.of();
            live = List.of();
            assertThat(explain().causes()).as(state.code()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void everyStateAndPlaceHasAnAnswer(JobState state) {
        row = Samples.job(state);
        for (Presence presence : Presence.values()) {
            sighting = new JobSighting(presence, 1, 0L, "w", NOW, NOW, false);
            assertThat(explain().causes()).as(state + " " + presence).isNotEmpty();
            assertThat(explain().summary()).endsWith(".");
        }
    }

    private Explanation explain() {
        JobDetail.Attempt failed = new JobDetail.Attempt(1, "w", "host-w", NOW.minusSeconds(60), NOW.minusSeconds(50),
                "failed", "java.io.IOException", "eu-central-1 answered 503", null);
        JobDetail detail = new JobDetail(row, Map.of(), null, null, "c0ffee", "user:ada", List.of(failed), null, null,
                1, null);
        return Explainer.explain(new Evidence(detail, Optional.ofNullable(standing), Optional.ofNullable(sighting),
                lanes, queueProblem, live, WorkerFit.of(live, able, row.type(), row.priority()), follows, ahead, runs,
                NOW), List.of());
    }

    private Cause first() {
        return explain().causes().getFirst();
    }

    private List<Kind> kinds() {
        return explain().causes().stream().map(Cause::kind).toList();
    }

    private void requested(@Nullable JobStanding known) {
        JobRow sample = Samples.job(JobState.REQUESTED);
        row = new JobRow(sample.id(), sample.type(), Priority.P1, JobState.REQUESTED, 0, 0, null, null,
                sample.createdAt(), sample.availableAt(), null, null, null);
        standing = known;
        sighting = new JobSighting(Presence.ABSENT, 0, null, null, null, null, false);
    }

    private static JobStanding none() {
        return new JobStanding(Optional.empty(), List.of(), null, null, Optional.empty());
    }

    private static JobStanding wait(String kind, @Nullable Long on) {
        return new JobStanding(Optional.of(new Wait(kind, on, "no worker had it", NOW.minusSeconds(60))), List.of(),
                null, null, Optional.empty());
    }

    private static JobRow at(JobRow row, Instant availableAt) {
        return new JobRow(row.id(), row.type(), row.priority(), row.state(), row.attempt(), row.crashes(),
                row.generation(), row.digest(), row.createdAt(), availableAt, row.queuedAt(), row.startedAt(),
                row.finishedAt());
    }

    private static JobSighting waiting(@Nullable Long position) {
        return new JobSighting(Presence.WAITING, 1, position, null, null, null, false);
    }

    private static JobSighting running(String owner, Instant until, boolean cancelling) {
        return new JobSighting(Presence.RUNNING, 1, null, owner, until, null, cancelling);
    }

    private static LaneStatus lane(Priority priority, long depth, boolean paused) {
        return new LaneStatus(priority, depth, 0, 0, Duration.ZERO, paused, 0, 0);
    }

    private static ProcessRow process(String id, String kind, String state, boolean leading, String lanes, int running,
            int concurrency) {
        return new ProcessRow(id, kind, "host-" + id, 42, "1", state, leading, 7L, lanes, concurrency, running, 8101,
                NOW.minusSeconds(600), NOW);
    }
}
