package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore.Decision;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TickPlannerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final TickPlanner planner = new TickPlanner(new TickJobs(RandomGenerator.getDefault(), UUID::randomUUID));

    @Test
    void aNewIntervalScheduleFiresWhenItIsFirstSeenAndThenAtAFixedRate() {
        TickPlan plan = planner.plan(every15m(CatchUp.SKIP, Overlap.SKIP, null, NOON), NOON.plusSeconds(2), false);

        assertThat(outcomes(plan)).containsExactly("fired");
        assertThat(plan.decisions().getFirst().tickAt()).isEqualTo(NOON);
        assertThat(plan.next()).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
    }

    @Test
    void anIntervalThatWasChangedBeginsWithItsLatestTickAndNotWithAllSinceItWasSeen() {
        Instant longAgo = NOON.minus(Duration.ofDays(30)).minusSeconds(7);
        TickPlan plan = planner.plan(every15m(CatchUp.FIRE_ALL, Overlap.ALLOW, null, longAgo), NOON, false);

        assertThat(plan.decisions()).hasSize(1);
        assertThat(plan.next()).isAfter(NOON).isBefore(NOON.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aNewCronScheduleWaitsForItsFirstTick() {
        TickPlan plan = planner.plan(cron("0 0 * * * *", NOON.plusSeconds(30)), NOON.plusSeconds(40), false);

        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.next()).isEqualTo("2026-11-22T13:00:00Z");
    }

    @Test
    void whatIsNotDueIsNotDecided() {
        TickPlan plan = planner.plan(every15m(CatchUp.SKIP, Overlap.SKIP, NOON, NOON), NOON.minusSeconds(1), false);

        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.next()).isEqualTo(NOON);
    }

    @Test
    void afterAnOutageSkipFiresNothingThatIsLate() {
        TickPlan plan = missedThree(CatchUp.SKIP, Overlap.ALLOW, Duration.ofMinutes(5), false);

        assertThat(outcomes(plan)).containsExactly("skipped", "skipped", "skipped");
        assertThat(plan.decisions()).allMatch(decision -> decision.job() == null);
    }

    @Test
    void afterAnOutageSkipFiresTheTickThatIsOnTime() {
        assertThat(outcomes(missedThree(CatchUp.SKIP, Overlap.ALLOW, Duration.ofSeconds(20), false))).containsExactly(
                "skipped", "skipped", "fired");
    }

    @Test
    void afterAnOutageFireOnceFiresTheLastForAll() {
        TickPlan plan = missedThree(CatchUp.FIRE_ONCE, Overlap.SKIP, Duration.ofMinutes(5), false);

        assertThat(outcomes(plan)).containsExactly("coalesced", "coalesced", "caught-up");
        assertThat(plan.decisions()).filteredOn(decision -> decision.job() != null).hasSize(1);
    }

    @Test
    void afterAnOutageFireAllFiresEach() {
        TickPlan plan = missedThree(CatchUp.FIRE_ALL, Overlap.ALLOW, Duration.ofMinutes(5), false);

        assertThat(outcomes(plan)).containsExactly("caught-up", "caught-up", "caught-up");
        assertThat(plan.decisions()).allMatch(decision -> decision.job() != null);
    }

    @Test
    void fireAllWithoutOverlapFiresTheFirstAndSkipsWhatWouldOverlapIt() {
        assertThat(outcomes(missedThree(CatchUp.FIRE_ALL, Overlap.SKIP, Duration.ofMinutes(5), false)))
                .containsExactly("caught-up", "skipped", "skipped");
    }

    @Test
    void aTickWhoseForerunnerIsUnfinishedIsSkippedWithTheReason() {
        TickPlan plan = planner.plan(every15m(CatchUp.FIRE_ONCE, Overlap.SKIP, NOON, NOON), NOON, true);

        assertThat(outcomes(plan)).containsExactly("skipped");
        assertThat(plan.decisions().getFirst().reason()).contains("unfinished");
        assertThat(outcomes(planner.plan(every15m(CatchUp.FIRE_ONCE, Overlap.ALLOW, NOON, NOON), NOON, true)))
                .containsExactly("fired");
    }

    @Test
    void ofAVeryLongOutageTheOldestRecordStandsForTheRest() {
        ScheduleRow row = every15m(CatchUp.FIRE_ONCE, Overlap.SKIP, NOON.minus(Duration.ofDays(365)), NOON);
        TickPlan plan = planner.plan(row, NOON, false);

        assertThat(plan.decisions()).hasSize(TickPlanner.MOST);
        assertThat(plan.decisions().getFirst().reason()).contains("stands for all expected ticks before it");
        assertThat(plan.decisions().getLast().outcome()).isEqualTo("caught-up");
        assertThat(plan.decisions()).allMatch(decision -> decision.reason().length() <= 255);
    }

    @Test
    void whatPassedDuringAPauseIsSkippedWithTheReason() {
        ScheduleRow row = every15m(CatchUp.FIRE_ALL, Overlap.ALLOW, NOON.minus(Duration.ofMinutes(31)), NOON);
        TickPlan plan = planner.skip(row, NOON, "the schedule was paused");

        assertThat(outcomes(plan)).containsExactly("skipped", "skipped", "skipped");
        assertThat(plan.next()).isAfter(NOON);
    }

    @Test
    void theJobIsDelayedByNoMoreThanTheJitter() {
        TickJobs jobs = new TickJobs(RandomGenerator.of("L64X128MixRandom"), UUID::randomUUID);
        ScheduleDefinition jittered = definition(null, Duration.ofMinutes(15), Duration.ofSeconds(3), CatchUp.SKIP,
                Overlap.SKIP);
        for (int i = 0; i < 1000; i++) {
            assertThat(jobs.of(jittered).request().delay()).isBetween(Duration.ZERO, Duration.ofSeconds(3));
        }
        assertThat(jobs.of(jittered).requestedBy()).isEqualTo("schedule:sweep");
        assertThat(jobs.now(jittered, "user:ada").request().delay()).isZero();
    }

    private TickPlan missedThree(CatchUp catchUp, Overlap overlap, Duration late, boolean unfinished) {
        Instant now = NOON.plus(late);
        return planner.plan(every15m(catchUp, overlap, NOON.minus(Duration.ofMinutes(30)), NOON), now, unfinished);
    }

    private static List<String> outcomes(TickPlan plan) {
        return plan.decisions().stream().map(Decision::outcome).toList();
    }

    private static ScheduleRow every15m(CatchUp catchUp, Overlap overlap, @Nullable Instant next, Instant seen) {
        return new ScheduleRow(definition(null, Duration.ofMinutes(15), Duration.ZERO, catchUp, overlap), "built-in",
                false, next, seen);
    }

    private static ScheduleRow cron(String cron, Instant seen) {
        return new ScheduleRow(definition(cron, null, Duration.ZERO, CatchUp.SKIP, Overlap.SKIP), "built-in", false,
                null, seen);
    }

    private static ScheduleDefinition definition(@Nullable String cron, @Nullable Duration interval, Duration jitter,
            CatchUp catchUp, Overlap overlap) {
        return new ScheduleDefinition("sweep", "harvest.all", Priority.P2, cron, interval, ZoneId.of("UTC"), jitter,
                Map.of(), catchUp, overlap);
    }
}
