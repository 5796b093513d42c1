package dev.winnow.db;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeOrderedIdsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T07:00:00Z"));
    private final TimeOrderedIds ids = new TimeOrderedIds(now::get);

    @Test
    void eachIsGreaterThanTheOneBeforeEvenWhenTheClockStandsOrGoesBack() {
        List<Long> given = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            given.add(ids.next());
        }
        now.set(now.get().minusSeconds(60));
        given.add(ids.next());
        now.set(now.get().plusSeconds(120));
        given.add(ids.next());
        assertThat(given).isSorted().doesNotHaveDuplicates().allMatch(id -> id > 0);
        assertThat(TimeOrderedIds.timeOf(given.getLast())).isEqualTo(now.get().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void threadsNeverGetTheSame() {
        Set<Long> given = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 50_000).parallel().forEach(i -> given.add(ids.next()));
        assertThat(given).hasSize(50_000);
    }

    @Test
    void theyLastUntilTheYear2089() {
        now.set(Instant.parse("2089-01-01T00:00:00Z"));
        assertThat(ids.next()).isPositive();
    }
}
