package dev.winnow.daemon.metrics;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedNamesTest {
    @Test
    void tenThousandNamesGivenByManyThreadsAreAHundredAndOne() {
        BoundedNames names = new BoundedNames(100);

        Set<String> given = IntStream.range(0, 10_000).parallel().mapToObj(i -> names.of("type-" + i))
                .collect(Collectors.toSet());

        assertThat(given).hasSize(101).contains(BoundedNames.OTHER);
    }

    @Test
    void aNameThatIsKnownStaysItselfWhenThereIsRoomForNoOther() {
        BoundedNames names = new BoundedNames(1);

        assertThat(names.of("first")).isEqualTo("first");
        assertThat(names.of("second")).isEqualTo(BoundedNames.OTHER);
        assertThat(names.of("first")).isEqualTo("first");
    }
}
