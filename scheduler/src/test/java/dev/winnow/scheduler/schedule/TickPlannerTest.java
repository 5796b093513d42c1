package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.Ruling;
import dev.winnow.db.schedule.Ruling.Decision;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobOptions.Concurrency;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class TickPlannerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final TickJobs jobs = new TickJobs(RandomGenerator.of("L64X128MixRandom"),
            name -> UUID.randomUUID().toString());
    private final TickPlanner planner = new TickPlanner(jobs);

    @Test
    void aNewIntervalScheduleFiresWhenItIsFirstSeenAndThenAtAFixedRate() {
        Ruling plan = plan(every15m(CatchUp.SKIP, Overlap.SKIP, null), NOON.plusSeconds(2));

        assertThat(outcomes(plan)).containsExactly("fired");
        assertThat(plan.decisions().getFirst().tickAt()).isEqualTo(NOON);
        assertThat(plan.nextTickAt()).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aTickThatWasDecidedUnderOtherTimesIsNotDecidedOnceMore() {
        ScheduleRow changed = row(definition(Duration.ofMinutes(15), CatchUp.FIRE_ALL, Overlap.ALLOW,
                ScheduleOptions.NONE), null, NOON, NOON.plusSeconds(1), List.of());
        Ruling plan = plan(changed, NOON.plusSeconds(2));

        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.nextTickAt()).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aNewCronScheduleWaitsForItsFirstTick() {
        Ruling plan = plan(cron("0 0 * * * *", NOON.plusSeconds(30)), NOON.plusSeconds(40));

        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.nextTickAt()).isEqualTo("2026-11-22T13:00:00Z");
    }

    @Test
    void aTickBetweenDeclarationAndTheFirstLookIsNotLost() {
        Ruling plan = plan(cron("0 0 * * * *", NOON.minusSeconds(2)), NOON.plusSeconds(2));

        assertThat(plan.decisions()).extracting(Decision::tickAt, Decision::outcome).containsExactly(
                tuple(NOON, "fired"));
    }

    @Test
    void whatIsNotDueIsNotDecided() {
        Ruling plan = plan(every15m(CatchUp.SKIP, Overlap.SKIP, NOON), NOON.minusSeconds(1));

        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.nextTickAt()).isEqualTo(NOON);
    }

    @Test
    void afterAnOutageSkipFiresNothingThatIsLate() {
        Ruling plan = missedThree(CatchUp.SKIP, Overlap.ALLOW, Duration.ofMinutes(5));

        assertThat(outcomes(plan)).containsExactly("skipped", "skipped", "skipped");
        assertThat(plan.decisions()).allMatch(decision -> decision.job() == null);
    }

    @Test
    void afterAnOutageSkipFiresTheTickThatIsOnTime() {
        assertThat(outcomes(missedThree(CatchUp.SKIP, Overlap.ALLOW, Duration.ofSeconds(20)))).containsExactly(
                "skipped", "skipped", "fired");
    }

    @Test
    void afterAnOutageFireOnceFiresTheLastForAll() {
        Ruling plan = missedThree(CatchUp.FIRE_ONCE, Overlap.SKIP, Duration.ofMinutes(5));

        assertThat(outcomes(plan)).containsExactly("coalesced", "coalesced", "caught-up");
        assertThat(plan.decisions()).filteredOn(decision -> decision.job() != null).hasSize(1);
    }

    @Test
    void afterAnOutageFireAllFiresEach() {
        Ruling plan = missedThree(CatchUp.FIRE_ALL, Overlap.ALLOW, Duration.ofMinutes(5));

        assertThat(outcomes(plan)).containsExactly("caught-up", "caught-up", "caught-up");
        assertThat(plan.decisions()).allMatch(decision -> decision.job() != null);
    }

    @Test
    void fireAllWithoutOverlapFiresTheFirstAndSkipsWhatWouldOverlapIt() {
        assertThat(outcomes(missedThree(CatchUp.FIRE_ALL, Overlap.SKIP, Duration.ofMinutes(5))))
                .containsExactly("caught-up", "skipped", "skipped");
    }

    @Test
    void fireAllWithQueueOneFiresOneAndLetsOneWait() {
        assertThat(outcomes(missedThree(CatchUp.FIRE_ALL, Overlap.QUEUE_ONE, Duration.ofMinutes(5))))
                .containsExactly("caught-up", "caught-up", "skipped");
    }

    @Test
    void fireAllWithCancelFiresOnlyTheJobThatNothingWouldCancel() {
        assertThat(outcomes(missedThree(CatchUp.FIRE_ALL, Overlap.CANCEL, Duration.ofMinutes(5))))
                .containsExactly("coalesced", "coalesced", "caught-up");
    }

    @Test
    void missedTicksOlderThanTheBoundAreSkippedWhateverThePolicy() {
        ScheduleOptions within = ScheduleOptions.NONE.catchingUpWithin(Duration.ofMinutes(20));
        for (CatchUp policy : CatchUp.values()) {
            Ruling plan = missedThree(definition(Duration.ofMinutes(15), policy, Overlap.ALLOW, within),
                    Duration.ofMinutes(5));
            assertThat(plan.decisions().getFirst().outcome()).isEqualTo("skipped");
        }
        Ruling all = missedThree(definition(Duration.ofMinutes(15), CatchUp.FIRE_ALL, Overlap.ALLOW, within),
                Duration.ofMinutes(5));
        assertThat(outcomes(all)).containsExactly("skipped", "caught-up", "caught-up");
        assertThat(all.decisions().getFirst().reason()).contains("older than catch-up-within");
        Ruling none = missedThree(definition(Duration.ofMinutes(15), CatchUp.FIRE_ONCE, Overlap.ALLOW,
                ScheduleOptions.NONE.catchingUpWithin(Duration.ofMinutes(2))), Duration.ofMinutes(5));
        assertThat(outcomes(none)).containsExactly("skipped", "skipped", "skipped");
    }

    @Test
    void aTickWhoseForerunnerIsUnfinishedFaresAsTheOverlapPolicySays() {
        assertThat(overlapping(Overlap.ALLOW, 1)).containsExactly("fired: on time");
        assertThat(overlapping(Overlap.SKIP, 1)).containsExactly(
                "skipped: the job of an earlier tick is unfinished; overlap is skip");
        assertThat(overlapping(Overlap.QUEUE_ONE, 1)).containsExactly(
                "fired: on time; its job waits for that of an earlier tick");
        assertThat(overlapping(Overlap.QUEUE_ONE, 2)).containsExactly(
                "skipped: a job waits already behind that of an earlier tick; overlap is queue-one");
        assertThat(overlapping(Overlap.CANCEL, 2)).containsExactly(
                "fired: on time; the unfinished job of an earlier tick is cancelled");
        for (Overlap policy : Overlap.values()) {
            assertThat(overlapping(policy, 0)).containsExactly("fired: on time");
        }
    }

    @Test
    void onlyTheCancelPolicyCancelsAndOnlyWhenItFires() {
        for (Overlap policy : Overlap.values()) {
            ScheduleRow row = row(definition(Duration.ofMinutes(15), CatchUp.SKIP, policy, ScheduleOptions.NONE), NOON,
                    NOON, null, List.of(7L, 6L));
            assertThat(plan(row, NOON).cancelled()).isEqualTo(
                    policy == Overlap.CANCEL ? List.of(7L, 6L) : List.of());
            assertThat(plan(row, NOON.plus(Duration.ofMinutes(5))).cancelled()).isEmpty();
        }
    }

    @Test
    void whereOneJobWaitsForAnotherALimitKeepsThemApart() {
        assertThat(jobOf(Overlap.SKIP).concurrency()).isNull();
        assertThat(jobOf(Overlap.QUEUE_ONE).concurrency()).isEqualTo(new Concurrency("schedule:sweep", 1));
        assertThat(jobOf(Overlap.CANCEL).concurrency()).isEqualTo(new Concurrency("schedule:sweep", 1));
    }

    @Test
    void aVeryLongOutageIsGoneThroughInPartsAndEveryTickIsInOneRecord() {
        Instant from = NOON.minus(Duration.ofDays(365));
        ScheduleDefinition fireOnce = definition(Duration.ofMinutes(15), CatchUp.FIRE_ONCE, Overlap.SKIP,
                ScheduleOptions.NONE);
        List<Decision> decisions = planAll(fireOnce, from);

        assertThat(decisions.stream().mapToLong(Decision::count).sum()).isEqualTo(365 * 24 * 4 + 1);
        assertThat(decisions).hasSize(4 + 1);
        assertThat(decisions.getFirst()).satisfies(first -> {
            assertThat(first.tickAt()).isEqualTo(from);
            assertThat(first.until()).isEqualTo(from.plus(Duration.ofMinutes(15 * 9999)));
            assertThat(first.count()).isEqualTo(10_000);
        });
        for (int i = 1; i < decisions.size(); i++) {
            assertThat(decisions.get(i).tickAt()).isEqualTo(decisions.get(i - 1).until().plus(Duration.ofMinutes(15)));
        }
        assertThat(decisions.getLast().outcome()).isEqualTo("caught-up");
        assertThat(decisions).allMatch(decision -> decision.reason().length() <= 255);
    }

    @Test
    void fireAllFiresTheLatestThousandAfterAVeryLongOutage() {
        List<Decision> decisions = planAll(definition(Duration.ofMinutes(15), CatchUp.FIRE_ALL, Overlap.ALLOW,
                ScheduleOptions.NONE), NOON.minus(Duration.ofDays(365)));

        assertThat(decisions).filteredOn(decision -> decision.job() != null).hasSize(1000).last()
                .extracting(Decision::tickAt).isEqualTo(NOON);
        assertThat(decisions.stream().mapToLong(Decision::count).sum()).isEqualTo(365 * 24 * 4 + 1);
        assertThat(decisions.getFirst().reason()).contains("more than 1000 were missed");
    }

    @Test
    void fewMissedTicksAreRecordedOneByOneAndManyAsOne() {
        for (int missed : List.of(1, 10, 11)) {
            Instant from = NOON.minus(Duration.ofMinutes(15L * missed));
            List<Decision> decisions = planAll(definition(Duration.ofMinutes(15), CatchUp.FIRE_ONCE, Overlap.SKIP,
                    ScheduleOptions.NONE), from);
            assertThat(decisions).hasSize((missed > 10 ? 1 : missed) + 1);
        }
    }

    @Test
    void whatPassesDuringAPauseIsSkippedWithTheReason() {
        ScheduleRow paused = new ScheduleRow(definition(Duration.ofMinutes(15), CatchUp.FIRE_ALL, Overlap.CANCEL,
                ScheduleOptions.NONE), "built-in", true, NOON.minus(Duration.ofMinutes(31)), NOON, NOON, null,
                List.of(5L));
        TickPlan plan = planner.plan(paused, NOON);

        assertThat(outcomes(plan.ruling())).containsExactly("skipped", "skipped", "skipped");
        assertThat(plan.ruling().decisions()).extracting(Decision::reason).containsOnly("the schedule was paused");
        assertThat(plan.ruling().cancelled()).isEmpty();
        assertThat(plan.ruling().nextTickAt()).isAfter(NOON);
    }

    @Test
    void fromItsEndOnNoTickIsExpected() {
        ScheduleOptions until = ScheduleOptions.NONE.between(null, LocalDateTime.parse("2026-11-22T12:00"));
        Ruling plan = plan(row(definition(Duration.ofMinutes(15), CatchUp.FIRE_ALL, Overlap.ALLOW, until),
                NOON.minus(Duration.ofMinutes(30)), NOON, null, List.of()), NOON.plus(Duration.ofDays(1)));

        assertThat(plan.decisions()).extracting(Decision::tickAt).containsExactly(NOON.minusSeconds(1800),
                NOON.minusSeconds(900));
    }

    @Test
    void theJobIsDelayedByNoMoreThanTheJitter() {
        ScheduleDefinition jittered = new ScheduleDefinition("sweep", "harvest.all", Priority.P2, null,
                Duration.ofMinutes(15), ZoneId.of("UTC"), Duration.ofSeconds(3), Map.of(), CatchUp.SKIP, Overlap.SKIP);
        for (int i = 0; i < 1000; i++) {
            assertThat(jobs.of(jittered).request().delay()).isBetween(Duration.ZERO, Duration.ofSeconds(3));
        }
        assertThat(jobs.of(jittered).requestedBy()).isEqualTo("schedule:sweep");
        assertThat(jobs.now(jittered, "user:ada").request().delay()).isZero();
    }

    @Test
    void aWindowSpreadsSchedulesEvenlyAndEachAlwaysTheSame() {
        int[] perMinute = new int[60];
        for (int i = 0; i < 6000; i++) {
            Duration offset = TickJobs.offset("harvest.account-" + i, Duration.ofHours(1));
            assertThat(TickJobs.offset("harvest.account-" + i, Duration.ofHours(1))).isEqualTo(offset);
            perMinute[(int) offset.toMinutes()]++;
        }
        assertThat(Arrays.stream(perMinute).boxed()).allSatisfy(count -> assertThat(count).isBetween(50, 160));
        assertThat(TickJobs.offset("sweep", Duration.ofHours(1))).as("as it was on other hosts and in other releases")
                .isEqualTo(Duration.ofMillis(1958698));
        assertThat(jobs.now(definition(Duration.ofHours(2), CatchUp.SKIP, Overlap.SKIP,
                ScheduleOptions.NONE.spreadOver(Duration.ofHours(1))), "user:ada").request().delay()).isZero();
    }

    @Test
    void jobsAreGivenWhatTheScheduleSays() {
        ScheduleOptions options = ScheduleOptions.NONE.withDeadline(Duration.ofMinutes(9)).expiringAfter(
                Duration.ofHours(2)).atMost(4, "aws").atMost(10, Duration.ofMinutes(1), "aws-calls");
        JobOptions given = jobs.of(definition(Duration.ofHours(2), CatchUp.SKIP, Overlap.SKIP, options)).request()
                .options();

        assertThat(given.deadline()).isEqualTo(Duration.ofMinutes(9));
        assertThat(given.expiresAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(given.concurrency()).isEqualTo(new Concurrency("aws", 4));
        assertThat(given.rate()).isEqualTo(new JobOptions.Rate("aws-calls", 10, Duration.ofMinutes(1)));
    }

    private JobOptions jobOf(Overlap overlap) {
        return jobs.of(definition(Duration.ofHours(2), CatchUp.SKIP, overlap, ScheduleOptions.NONE)).request()
                .options();
    }

    private List<String> overlapping(Overlap overlap, int unfinished) {
        ScheduleRow row = row(definition(Duration.ofMinutes(15), CatchUp.FIRE_ONCE, overlap, ScheduleOptions.NONE),
                NOON,
                NOON, null, List.of(7L, 6L).subList(0, unfinished));
        return plan(row, NOON).decisions().stream().map(decision -> decision.outcome() + ": " + decision.reason())
                .toList();
    }

    /** Rounds until nothing is due at noon. */
    private List<Decision> planAll(ScheduleDefinition definition, Instant from) {
        List<Decision> all = new ArrayList<>();
        Instant next = from;
        boolean more = true;
        while (more) {
            TickPlan plan = planner.plan(row(definition, next, from, null, List.of()), NOON);
            all.addAll(plan.ruling().decisions());
            next = plan.ruling().nextTickAt();
            more = plan.more();
        }
        assertThat(next).isAfter(NOON);
        return all;
    }

    private Ruling plan(ScheduleRow row, Instant now) {
        return planner.plan(row, now).ruling();
    }

    private Ruling missedThree(CatchUp catchUp, Overlap overlap, Duration late) {
        return missedThree(definition(Duration.ofMinutes(15), catchUp, overlap, ScheduleOptions.NONE), late);
    }

    private Ruling missedThree(ScheduleDefinition definition, Duration late) {
        return plan(row(definition, NOON.minus(Duration.ofMinutes(30)), NOON, null, List.of()), NOON.plus(late));
    }

    private static List<String> outcomes(Ruling plan) {
        return plan.decisions().stream().map(Decision::outcome).toList();
    }

    private static ScheduleRow every15m(CatchUp catchUp, Overlap overlap, @Nullable Instant next) {
        return row(definition(Duration.ofMinutes(15), catchUp, overlap, ScheduleOptions.NONE), next, NOON, null,
                List.of());
    }

    private static ScheduleRow cron(String cron, Instant seen) {
        return new ScheduleRow(new ScheduleDefinition("sweep", "harvest.all", Priority.P2, cron, null, ZoneId.of("UTC"),
                Duration.ZERO, Map.of(), CatchUp.SKIP, Overlap.SKIP), "built-in", false, null, seen);
    }

    private static ScheduleRow row(ScheduleDefinition definition, @Nullable Instant next, Instant expectedFrom,
            @Nullable Instant last, List<Long> unfinished) {
        return new ScheduleRow(definition, "built-in", false, next, expectedFrom, expectedFrom, last, unfinished);
    }

    private static ScheduleDefinition definition(Duration interval, CatchUp catchUp, Overlap overlap,
            ScheduleOptions options) {
        return new ScheduleDefinition("sweep", "harvest.all", Priority.P2, null, interval, ZoneId.of("UTC"),
                Duration.ZERO, Map.of(), catchUp, overlap, options);
    }
}
