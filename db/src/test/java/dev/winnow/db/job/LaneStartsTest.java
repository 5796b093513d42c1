package dev.winnow.db.job;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the next look for due jobs begins. */
class LaneStartsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Instant now = NOON;
    private final LaneStarts starts = new LaneStarts(() -> now);

    @Test
    void whileLittleIsTakenEachLookBeginsAtTheBeginning() {
        look(Priority.P1, Duration.ZERO, 1, true);
        look(Priority.P1, Duration.ZERO, 500, true);

        assertThat(starts.next(Priority.P1).from()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whileMuchIsTakenItBeginsALittleBeforeTheLastOneAndEverySecondAtTheBeginning() {
        look(Priority.P1, Duration.ZERO, 1_000, false);

        assertThat(starts.next(Priority.P1).from()).isBetween(NOON.minusMillis(200), NOON.minusMillis(1));
        assertThat(starts.next(Priority.P0).from()).as("of another lane").isEqualTo(Instant.EPOCH);
        now = now.plusMillis(1_001);
        assertThat(starts.next(Priority.P1).from()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aLookAtTheBeginningThatFindsOlderJobsAndNotAllGoesOnFromThem() {
        look(Priority.P1, Duration.ZERO, 2_000, false);
        now = now.plusSeconds(2);
        LaneStarts.Look look = starts.next(Priority.P1);
        Instant old = NOON.minusSeconds(60);
        starts.found(look, Collections.nCopies(1_000, job(old)), false);
        assertThat(starts.next(Priority.P1).from()).isBetween(old.minusMillis(200), old);

        starts.found(starts.next(Priority.P1), List.of(job(NOON)), true);
        starts.found(starts.next(Priority.P1), List.of(job(old)), true);
        assertThat(starts.next(Priority.P1).from()).as("all was seen").isAfter(NOON.minusSeconds(1));
    }

    @Test
    void aLookThatTakesLongIsMoreSeldom() {
        look(Priority.P1, Duration.ofMillis(500), 2_000, false);

        now = now.plusSeconds(9);
        assertThat(starts.next(Priority.P1).from()).isAfter(Instant.EPOCH);
        now = now.plusSeconds(2);
        assertThat(starts.next(Priority.P1).from()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whenLessAndLessIsTakenEachLookBeginsAtTheBeginningAgain() {
        look(Priority.P1, Duration.ZERO, 100_000, false);
        int seconds = 0;
        do {
            now = now.plusMillis(1_001);
            look(Priority.P1, Duration.ZERO, 1, true);
            seconds++;
        } while (!starts.next(Priority.P1).from().equals(Instant.EPOCH));

        assertThat(seconds).isBetween(2, 10);
    }

    @Test
    void aLaneThatTakesAWhileToFindEmptyRestsForAMoment() {
        look(Priority.P0, Duration.ofMillis(1), 0, true);
        assertThat(starts.rests(Priority.P0)).isFalse();
        look(Priority.P0, Duration.ofMillis(8), 0, true);
        assertThat(starts.rests(Priority.P0)).isTrue();
        assertThat(starts.rests(Priority.P1)).isFalse();
        now = now.plusMillis(33);
        assertThat(starts.rests(Priority.P0)).isFalse();
        look(Priority.P0, Duration.ofSeconds(3), 0, true);
        now = now.plusMillis(101);
        assertThat(starts.rests(Priority.P0)).as("never long").isFalse();
        look(Priority.P0, Duration.ofMillis(8), 1, true);
        assertThat(starts.rests(Priority.P0)).as("it was not empty").isFalse();
    }

    @Test
    void whatWasNotTakenAfterAllIsFoundAgain() {
        look(Priority.P1, Duration.ZERO, 1_000, false);
        starts.forget();

        assertThat(starts.next(Priority.P1).from()).isEqualTo(Instant.EPOCH);
    }

    private void look(Priority lane, Duration took, int found, boolean all) {
        LaneStarts.Look look = starts.next(lane);
        now = now.plus(took);
        starts.found(look, Collections.nCopies(found, job(now)), all);
    }

    private static JobRow job(Instant availableAt) {
        return new JobRow(1, "test.echo", Priority.P1, JobState.QUEUED, 0, 0, null, null, availableAt, availableAt,
                null,
                null, null);
    }
}
