package dev.winnow.cli;

import dev.winnow.cli.api.CliException;
import dev.winnow.daemon.settings.EnvironmentFile;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsException;
import dev.winnow.daemon.settings.SmallFile;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database passwords of the daemons: given as {@code WINNOW_DB_<DAEMON>_PASSWORD} (or {@code _FILE}), or kept in the
 * daemon's secret file, itself or by the name of a file that holds it. Where there is none it is generated, once.
 */
final class DaemonSecrets {
    private final Map<String, String> environment;
    private final Path folder;

    DaemonSecrets(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** A daemon's account. */
    enum Account {
        MIGRATE("migrate", "WINNOW_DB_MIGRATE_USERNAME"), SCHEDULER("scheduler",
                "WINNOW_DB_ACCOUNT_SCHEDULER"), WORKER("worker",
                        "WINNOW_DB_ACCOUNT_WORKER"), INTERFACE("interface-server", "WINNOW_DB_ACCOUNT_INTERFACE");

        private final String fileName;
        private final String nameVariable;

        Account(String fileName, String nameVariable) {
            this.fileName = fileName;
            this.nameVariable = nameVariable;
        }

        /** How its own process is handed the password: {@code winnow db upgrade} looks for the migrating account's by name. */
        private Variable variable() {
            return this == MIGRATE ? Variables.DB_MIGRATE_PASSWORD : Variables.DB_PASSWORD;
        }

        String userName(Map<String, String> environment) {
            return environment.getOrDefault(nameVariable, "winnow_" + name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * What the account's password is to be.
     *
     * @throws CliException if it is given in a way that its daemon could not read either
     */
    String password(Account account) {
        String variable = "WINNOW_DB_" + account.name() + "_PASSWORD";
        String given = environment(variable);
        String file = environment(variable + "_FILE");
        if (given != null && file != null) {
            throw new CliException(CliException.USAGE, variable + " and " + variable + "_FILE are both set: keep one",
                    null);
        }
        if (file != null) {
            return notEmpty(content(variable + "_FILE", Path.of(file)), variable + "_FILE");
        }
        return given != null ? given : kept(account);
    }

    /** As the daemons have it, a variable that is set to nothing is not set. */
    private @Nullable String environment(String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? null : value;
    }

    private static String notEmpty(String password, String origin) {
        if (password.isEmpty()) {
            throw new CliException(CliException.USAGE, origin
                    + ": the password is empty: give one, or take this away to have one made", null);
        }
        return password;
    }

    /** What a file that holds nothing but a password says; {@code origin} is what named the file. */
    static String content(String origin, Path file) {
        try {
            return SmallFile.read(file).strip();
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.USAGE, origin + ": " + e.getMessage(), e);
        }
    }

    private String kept(Account account) {
        Path file = folder.resolve(account.fileName + ".env");
        Variable variable = account.variable();
        try {
            Map<String, String> own = Files.exists(file)
                    ? new HashMap<>(EnvironmentFile.read(file).values())
                    : new HashMap<>();
            own.keySet().retainAll(Set.of(variable.name(), variable.fileName()));
            if (own.isEmpty()) {
                return generated(file, variable);
            }
            return notEmpty(SettingValues.of(own).given(variable).orElse(""), file + ", " + variable.name());
        } catch (SettingsException e) {
            throw new CliException(CliException.USAGE, file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CliException(CliException.FAILED, file + " cannot be read and written by this user (" + e
                    + "): be root, or name another folder (--secrets-dir)", e);
        }
    }

    private String generated(Path file, Variable variable) throws IOException {
        String password = Passwords.generate();
        Files.createDirectories(folder);
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        String content = Files.readString(file);
        String end = content.isEmpty() || content.endsWith("\n") ? "" : "\n";
        Files.writeString(file, end + variable.name() + "=" + password + "\n", StandardOpenOption.APPEND);
        return password;
    }
}
