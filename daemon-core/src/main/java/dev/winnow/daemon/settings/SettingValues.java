package dev.winnow.daemon.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The values of variables, by Boot's relaxed binding, completed with their defaults. A blank value counts as none. */
public final class SettingValues {
    /** Takes values as they are: a password may well hold what looks like a reference to another variable. */
    private final Binder binder;

    public SettingValues(Environment environment) {
        this.binder = new Binder(ConfigurationPropertySources.get(environment));
    }

    /**
     * Those of variables that were collected, as a process with them in its environment would have them; secrets are read
     * from the files that they name.
     *
     * @throws SettingsException if a secret's file cannot be read, or a secret is given both ways
     */
    public static SettingValues of(Map<String, String> variables) {
        SecretFiles.Lookup lookup = variables::get;
        Map<String, Object> source = new HashMap<>(variables);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().forEach(each -> environment.getPropertySources().remove(each.getName()));
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, source));
        environment.getPropertySources().addFirst(
                new MapPropertySource("winnowSecretFiles", SecretFiles.read(lookup, SecretFolders.of(lookup))));
        ConfigurationPropertySources.attach(environment);
        return new SettingValues(environment);
    }

    /** What was set; empty where nothing was, whatever the default. */
    public Optional<String> given(Variable variable) {
        return Optional.ofNullable(binder.bind(variable.property(), String.class).orElse(null))
                .map(String::strip).filter(value -> !value.isEmpty());
    }

    /** What was set or else the default; empty where there is neither. */
    public Optional<String> find(Variable variable) {
        return given(variable).or(() -> Optional.ofNullable(variable.defaultValue()));
    }

    /**
     * The value of a variable with a default.
     *
     * @throws SettingsException if the value is not what is expected
     */
    public String text(Variable variable) {
        String value = find(variable).orElseThrow(() -> new SettingsException(variable.name() + " is not set: expected "
                + variable.expected().words()));
        if (!variable.expected().accepts().test(value)) {
            throw new SettingsException(complaint(variable, value));
        }
        return value;
    }

    /** The value of a variable that expects a number. */
    public int number(Variable variable) {
        return Integer.parseInt(text(variable));
    }

    /** The value of a variable that expects seconds. */
    public Duration seconds(Variable variable) {
        return Duration.ofSeconds(Long.parseLong(text(variable)));
    }

    /** The value of a variable that expects a switch. */
    public boolean isOn(Variable variable) {
        String value = text(variable);
        return value.equalsIgnoreCase("on") || value.equalsIgnoreCase("true");
    }

    /**
     * A URL; empty where there is none.
     *
     * @throws SettingsException if the value is not what is expected
     */
    public Optional<URI> url(Variable variable) {
        return find(variable).map(value -> URI.create(text(variable)));
    }

    /** A folder or file. */
    public Optional<Path> path(Variable variable) {
        return find(variable).map(Path::of);
    }

    /** The parts of a comma-separated value; none where it is absent. */
    public List<String> list(Variable variable) {
        return find(variable).stream().flatMap(value -> Stream.of(value.split(",", -1))).map(String::strip)
                .filter(part -> !part.isEmpty()).toList();
    }

    static String complaint(Variable variable, String value) {
        String shown = variable.secret() ? "" : " is '" + value + "'";
        return variable.name() + shown + ": expected " + variable.expected().words();
    }
}
