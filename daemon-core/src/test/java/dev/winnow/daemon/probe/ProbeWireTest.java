package dev.winnow.daemon.probe;

import dev.winnow.db.plugin.ProbedContent.ProbedExtension;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProbeWireTest {
    private final ProbeWire wire = new ProbeWire("token");

    @Test
    void eachMessageArrivesAsItWasSent() {
        PluginWarning warning = PluginWarning.of("p", "d", WarningCode.LOAD_EXIT, "m", "h").at("Main.java", 3);
        List<ProbeMessage> messages = List.of(new ProbeMessage.Ready(1), new ProbeMessage.Loading(2),
                new ProbeMessage.Failed(3, "why"), new ProbeMessage.Ending(null), new ProbeMessage.Ending(warning),
                new ProbeMessage.Tried(3, true,
                        List.of(new ProbedExtension("filter", "f")), List.of(warning), Duration.ofMillis(1), false));

        assertThat(messages).allSatisfy(message -> assertThat(wire.read(wire.write(message))).contains(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token", "hello", "other {\"kind\":\"ready\",\"pid\":1}",
            " token {\"kind\":\"ready\",\"pid\":1}", "{\"kind\":\"ready\",\"pid\":1}"})
    void aLineWithoutTheTokenIsThePluginsOwn(String line) {
        assertThat(wire.read(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token ", "token {", "token []", "token {\"kind\":\"king\"}", "token {\"kind\":\"tried\"}",
            "token {\"kind\":\"tried\",\"number\":\"x\"}", "token null"})
    void anAnswerThatCannotBeReadIsRefused(String line) {
        assertThatThrownBy(() -> wire.read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tokensDiffer() {
        assertThat(ProbeWire.newToken()).hasSize(48).isNotEqualTo(ProbeWire.newToken());
    }
}
