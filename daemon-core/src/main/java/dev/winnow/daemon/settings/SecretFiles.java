package dev.winnow.daemon.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        Lookup variables = name -> asItIs(environment, name);
        Map<String, Object> read = read(variables, SecretFolders.of(variables));
        if (!read.isEmpty()) {
            // Before them: a variable that is set to nothing must not hide the file's content.
            environment.getPropertySources().addBefore(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    new MapPropertySource(SOURCE_NAME, read));
        }
    }

    /** Without replacing what looks like a reference in it, which would fail and print the whole value. */
    private static @Nullable String asItIs(ConfigurableEnvironment environment, String name) {
        return environment.getPropertySources().stream().map(source -> source.getProperty(name))
                .filter(Objects::nonNull).findFirst().map(Object::toString).orElse(null);
    }

    /**
     * @param environment looks a variable up by its name
     * @param folders where a secret lies that was given neither itself nor by the name of a file
     * @return properties with the files' contents
     * @throws SettingsException if a file cannot be read, or a secret is given both ways
     */
    static Map<String, Object> read(Lookup environment, SecretFolders folders) {
        Map<String, Object> read = new HashMap<>();
        for (Variable variable : Variables.ALL) {
            if (!variable.secret()) {
                continue;
            }
            find(variable, environment, folders)
                    .ifPresent(secret -> read.put(variable.property(), secret));
        }
        return read;
    }

    private static Optional<String> find(Variable variable, Lookup environment, SecretFolders folders) {
        String file = environment.get(variable.fileName());
        String direct = environment.get(variable.name());
        boolean isDirect = direct != null && !direct.isBlank();
        if (file == null || file.isBlank()) {
            return isDirect
                    ? Optional.empty()
                    : folders.find(variable).map(found -> content(found, variable.name()));
        }
        if (isDirect) {
            throw new SettingsException("Both " + variable.name() + " and " + variable.fileName()
                    + " are set: expected one of them");
        }
        return Optional.of(content(Path.of(file.strip()), variable.fileName()));
    }

    private static String content(Path file, String variable) {
        try {
            return SmallFile.read(file);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(variable + ": " + e.getMessage());
        }
    }

    /** Looks a variable up by its name. */
    @FunctionalInterface
    interface Lookup {
        @Nullable
        String get(String name);
    }
}
