package dev.winnow.daemon.logging;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class LogFormatTest {
    @ParameterizedTest
    @ValueSource(strings = {"json", "JSON", " json "})
    void jsonIsTheElasticCommonSchema(String value) {
        assertThat(format(value)).isEqualTo("ecs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "yaml"})
    void anythingElseIsText(String value) {
        assertThat(format(value)).isNull();
    }

    @Test
    void withoutTheVariableItIsText() {
        StandardEnvironment environment = new StandardEnvironment();
        new LogFormat().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("logging.structured.format.console")).isNull();
    }

    private static @Nullable String format(String value) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", Map.of("winnow.log.format", value)));
        new LogFormat().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("logging.structured.format.console");
    }
}
