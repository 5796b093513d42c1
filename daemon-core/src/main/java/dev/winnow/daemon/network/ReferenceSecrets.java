package dev.winnow.daemon.network;

import dev.winnow.daemon.settings.SmallFile;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.plugin.spi.Secrets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Resolves {@code env:NAME} and {@code file:/path} on this host. */
public final class ReferenceSecrets implements Secrets {
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";

    private final Function<String, @Nullable String> environment;
    private final String host;

    /**
     * @param environment looks a variable up by its name
     * @param host this host's name, for messages
     */
    public ReferenceSecrets(Function<String, @Nullable String> environment, String host) {
        this.environment = environment;
        this.host = host;
    }

    @Override
    public String resolve(String reference) {
        if (reference.startsWith(ENVIRONMENT)) {
            String name = reference.substring(ENVIRONMENT.length());
            // A plugin could otherwise read its daemon's own passwords by naming their variables.
            if (Variables.ALL.stream().anyMatch(variable -> variable.secret() && variable.name().equals(name))) {
                throw wrong(reference, "Winnow's own secrets cannot be referred to");
            }
            String value = environment.apply(name);
            if (value == null || value.isEmpty()) {
                throw wrong(reference, "no such environment variable is set for this daemon");
            }
            return value;
        }
        if (reference.startsWith(FILE)) {
            return file(reference);
        }
        // What was given may be the secret itself: it is not repeated.
        throw new IllegalArgumentException("a secret reference must begin with env: or file:, for example "
                + "env:AWS_KEY or file:/etc/winnow/secrets/aws; what was given does not");
    }

    private String file(String reference) {
        Path file;
        try {
            file = Path.of(reference.substring(FILE.length()));
        } catch (InvalidPathException e) {
            throw wrong(reference, "this is not a path");
        }
        if (!file.isAbsolute()) {
            throw wrong(reference, "the path must be absolute");
        }
        try {
            return SmallFile.read(file);
        } catch (IllegalArgumentException e) {
            throw wrong(reference, String.valueOf(e.getMessage()));
        }
    }

    private IllegalArgumentException wrong(String reference, String why) {
        return new IllegalArgumentException("secret reference '" + reference + "' on host " + host + ": " + why);
    }
}
