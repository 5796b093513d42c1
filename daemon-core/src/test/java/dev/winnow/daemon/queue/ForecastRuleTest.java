package dev.winnow.daemon.queue;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.LaneStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForecastRuleTest {
    private static final ForecastRule RULE = new ForecastRule(Duration.ofMinutes(10));

    @Test
    void ratesComeFromTheFirstAndTheLastSample() {
        LaneForecast forecast = RULE.of(0, List.of(sample(0, 0, 0, 1000, 500), sample(60, 0, 0, 1600, 1100)));

        assertThat(forecast.priority()).isEqualTo(Priority.P0);
        assertThat(forecast.inPerMinute()).isEqualTo(600);
        assertThat(forecast.outPerMinute()).isEqualTo(600);
    }

    @Test
    void aBacklogDrainsAtWhatGoesOutBeyondWhatComesIn() {
        LaneForecast forecast = RULE.of(0, List.of(sample(0, 1000, 16, 0, 0), sample(60, 600, 16, 200, 600)));

        assertThat(forecast.drainTime()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aBacklogThatGrowsOrStandsStillHasNoDrainTimeAndAnEmptyLaneHasNone() {
        assertThat(RULE.of(0, List.of(sample(0, 0, 16, 0, 0), sample(60, 100, 16, 200, 100))).drainTime()).isNull();
        assertThat(RULE.of(0, List.of(sample(0, 100, 16, 0, 0), sample(60, 100, 16, 100, 100))).drainTime()).isNull();
        assertThat(RULE.of(0, List.of(sample(0, 100, 0, 0, 0))).drainTime()).isNull();
        assertThat(RULE.of(0, List.of(sample(0, 0, 3, 0, 0))).drainTime()).isZero();
    }

    @Test
    void theWorkersNeededTakeWhatComesInAndDrainTheBacklogWithinTheTarget() {
        // 16 busy slots of one worker do 8 jobs a second; 24 a second come in, and 4800 wait: 8 a second for ten minutes.
        LaneForecast forecast = RULE.of(0, List.of(sample(0, 3840, 16, 0, 0), sample(60, 4800, 16, 1440, 480)));

        assertThat(forecast.workersNeeded()).isEqualTo(4);
    }

    @Test
    void anIdleWorkerCountsForWhatItCouldDo() {
        // Two busy slots of 16 do all that comes in: the one worker is enough eight times over.
        LaneForecast forecast = RULE.of(0, List.of(sample(0, 0, 2, 0, 0), sample(60, 0, 2, 6000, 6000)));

        assertThat(forecast.workersNeeded()).isEqualTo(1);
    }

    @Test
    void withoutAKnownRateOneWorkerIsNeededIfAnythingWaitsAndNoneElse() {
        assertThat(RULE.of(0, List.of(sample(0, 100_000, 0, 0, 0))).workersNeeded()).isEqualTo(1);
        assertThat(RULE.of(0, List.of(sample(0, 0, 0, 0, 0))).workersNeeded()).isZero();
    }

    @Test
    void countersThatWentBackTellOfAnEmptiedQueue() {
        assertThat(sample(10, 0, 0, 5, 5).isBehind(sample(0, 0, 0, 6, 5))).isTrue();
        assertThat(sample(10, 0, 0, 6, 4).isBehind(sample(0, 0, 0, 6, 5))).isTrue();
        assertThat(sample(10, 0, 0, 6, 5).isBehind(sample(0, 0, 0, 6, 5))).isFalse();
    }

    private static LaneSample sample(long second, long depth, long running, long pushed, long finished) {
        return new LaneSample(TimeUnit.SECONDS.toNanos(second), List.of(new LaneStatus(Priority.P0, depth, running, 0,
                Duration.ZERO, false, pushed, finished)), List.of(16.0));
    }
}
