package dev.winnow.daemon.logging;

import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variables;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Chooses JSON lines in place of text, before the first line is logged. */
public final class LogFormat implements EnvironmentPostProcessor {
    private static final String SOURCE_NAME = "winnowLogFormat";
    private static final String JSON = "json";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        // One that is malformed is text, and said to be wrong with all other malformed settings.
        String format = new SettingValues(environment).find(Variables.LOG_FORMAT).orElse("");
        if (format.toLowerCase(Locale.ROOT).equals(JSON)) {
            environment.getPropertySources().addLast(new MapPropertySource(SOURCE_NAME,
                    Map.of("logging.structured.format.console", "ecs", "logging.structured.ecs.service.node-name",
                            ProcessIdentity.hostName())));
        }
    }
}
