package dev.winnow.worker;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.winnow.plugin.spi.NoRetryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArgumentBinderTest {
    private final ArgumentBinder binder = new ArgumentBinder();

    private <T extends Record> T bind(Map<String, Object> arguments, Class<T> type) {
        return binder.bind("test.job", arguments, type);
    }

    @Test
    void argumentsAreBoundAndOptionalOnesMayBeAbsent() {
        Wanted wanted = bind(Map.of("account", 7, "regions", List.of("a", "b")), Wanted.class);

        assertThat(wanted).isEqualTo(new Wanted(7, List.of("a", "b"), null, Optional.empty()));
        assertThat(bind(Map.of("account", 7L, "regions", List.of(), "note", "n", "limit", 3), Wanted.class))
                .isEqualTo(new Wanted(7, List.of(), "n", Optional.of(3)));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> bind(Map.of("account", 7), Wanted.class)).isInstanceOf(NoRetryException.class)
                .hasMessage("the arguments of test.job lack 'regions' (List)");
    }

    @Test
    void whatIsUnknownIsNamed() {
        assertThatThrownBy(() -> bind(Map.of("account", 7, "regions", List.of(), "acount", 8), Wanted.class))
                .isInstanceOf(NoRetryException.class).hasMessageContaining("acount");
    }

    @Test
    void aValueOfTheWrongTypeIsNotBent() {
        assertThatThrownBy(() -> bind(Map.of("account", "7", "regions", List.of()), Wanted.class))
                .isInstanceOf(NoRetryException.class).hasMessageContaining("account");
        assertThatThrownBy(() -> bind(Map.of("account", 7.5, "regions", List.of()), Wanted.class))
                .isInstanceOf(NoRetryException.class).hasMessageContaining("account");
        assertThatThrownBy(() -> bind(Map.of("account", 7, "regions", List.of(), "note", 5), Wanted.class))
                .isInstanceOf(NoRetryException.class).hasMessageContaining("note");
    }

    @Test
    void aRecordThatStandsForAllArgumentsTakesThemAsTheyAre() {
        assertThat(bind(Map.of("x", 1, "y", "z"), Whole.class).values())
                .isEqualTo(Map.<String, Object>of("x", 1, "y", "z"));
        assertThat(bind(Map.of(), Whole.class).values()).isEmpty();
    }

    record Wanted(long account, List<String> regions, @Nullable String note, Optional<Integer> limit) {
    }

    record Whole(@JsonValue Map<String, Object> values) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Whole {
        }
    }
}
