package dev.winnow.daemon.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Reads {@code NAME_FILE} for every secret variable, so that a secret need not stand in the environment. */
public final class SecretFiles implements EnvironmentPostProcessor {
    private static final String SOURCE_NAME = "winnowSecretFiles";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> read = read(name -> environment.getProperty(name));
        if (!read.isEmpty()) {
            environment.getPropertySources().addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    new MapPropertySource(SOURCE_NAME, read));
        }
    }

    /**
     * @param environment looks a variable up by its name
     * @return properties with the files' contents
     * @throws SettingsException if a file cannot be read, or a secret is given both ways
     */
    static Map<String, Object> read(Lookup environment) {
        Map<String, Object> read = new HashMap<>();
        for (Variable variable : Variables.ALL) {
            if (!variable.secret()) {
                continue;
            }
            String file = environment.get(variable.fileName());
            if (file == null || file.isBlank()) {
                continue;
            }
            String direct = environment.get(variable.name());
            if (direct != null && !direct.isBlank()) {
                throw new SettingsException("Both " + variable.name() + " and " + variable.fileName()
                        + " are set: expected one of them");
            }
            try {
                read.put(variable.property(), SmallFile.read(Path.of(file.strip())));
            } catch (IllegalArgumentException e) {
                throw new SettingsException(variable.fileName() + ": " + e.getMessage());
            }
        }
        return read;
    }

    /** Looks a variable up by its name. */
    @FunctionalInterface
    interface Lookup {
        @Nullable
        String get(String name);
    }
}
