package dev.winnow.db.plugin.publish;

import dev.winnow.db.plugin.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetentionPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(400));

    private final RetentionPolicy three = new RetentionPolicy(3, Duration.ofDays(14));

    @Test
    void theLatestAreKeptHoweverOldTheyAre() {
        assertThat(three.outlived(published(LONG_AGO, 1, 2, 3, 4, 5), Set.of(), NOW)).containsExactly(1L, 2L);
        assertThat(three.outlived(published(LONG_AGO, 1, 2), Set.of(), NOW)).isEmpty();
        assertThat(three.outlived(List.of(), Set.of(), NOW)).isEmpty();
    }

    @Test
    void whatIsYoungIsKeptHoweverManyThereAre() {
        assertThat(three.outlived(published(NOW.minus(Duration.ofDays(13)), LongStream.rangeClosed(1, 90).toArray()),
                Set.of(), NOW)).isEmpty();
    }

    @Test
    void whatAProcessRunsOrAJobWaitsForIsKept() {
        assertThat(three.outlived(published(LONG_AGO, 1, 2, 3, 4, 5, 6), Set.of(2L), NOW)).containsExactly(1L, 3L);
    }

    @Test
    void whatAKeptRollbackNamesIsKeptButNotWhatAnOutlivedOneNames() {
        List<Generation> all = new ArrayList<>(List.of(published(LONG_AGO, 8), rollback(7, 2), published(LONG_AGO, 6),
                published(LONG_AGO, 5), rollback(4, 1), published(LONG_AGO, 3, 2, 1)).stream().flatMap(List::stream)
                .toList());
        assertThat(three.outlived(all, Set.of(), NOW)).containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void afterManyRollbacksInARowTheOneThatTheFirstLeftIsKept() {
        List<Generation> all = new ArrayList<>();
        for (long id = 12; id > 4; id--) {
            all.addAll(rollback(id, 2));
        }
        all.addAll(published(LONG_AGO, 1, 2, 3, 4));
        all.sort((a, b) -> Long.compare(b.id(), a.id()));
        assertThat(three.outlived(all, Set.of(), NOW)).containsExactly(1L, 3L);
    }

    @Test
    void aPolicyThatWouldTakeTheCurrentOneCannotBeMade() {
        assertThatThrownBy(() -> new RetentionPolicy(0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new RetentionPolicy(1, Duration.ZERO).outlived(published(LONG_AGO, 1, 2), Set.of(), NOW))
                .containsExactly(1L);
    }

    private static List<Generation> published(Instant at, long... ids) {
        return Arrays.stream(ids).boxed().sorted((a, b) -> Long.compare(b, a)).map(id -> generation(id, null, at))
                .toList();
    }

    private static List<Generation> rollback(long id, long to) {
        return List.of(generation(id, to, LONG_AGO));
    }

    private static Generation generation(long id, @Nullable Long rolledBackTo, Instant at) {
        return new Generation(id, rolledBackTo == null ? "publish" : "rollback", rolledBackTo, "x", at, List.of());
    }
}
