package dev.winnow.cli;

import dev.winnow.cli.api.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;

/**
 * The database passwords of the daemons: given as {@code WINNOW_DB_<DAEMON>_PASSWORD} (or {@code _FILE}), or kept in the
 * daemon's secret file, where they are generated once.
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
        private String key() {
            return (this == MIGRATE ? "WINNOW_DB_MIGRATE_PASSWORD" : "WINNOW_DB_PASSWORD") + "=";
        }

        String userName(Map<String, String> environment) {
            return environment.getOrDefault(nameVariable, "winnow_" + name().toLowerCase(Locale.ROOT));
        }
    }

    String password(Account account) throws IOException {
        String variable = "WINNOW_DB_" + account.name() + "_PASSWORD";
        String given = environment.get(variable);
        String file = environment.get(variable + "_FILE");
        if (given != null && file != null) {
            throw new CliException(CliException.USAGE, variable + " and " + variable + "_FILE are both set: keep one",
                    null);
        }
        if (file != null) {
            return Files.readString(Path.of(file)).strip();
        }
        return given != null ? given : kept(account);
    }

    private String kept(Account account) throws IOException {
        Path file = folder.resolve(account.fileName + ".env");
        String content = Files.exists(file) ? Files.readString(file) : "";
        for (String line : content.lines().toList()) {
            if (line.startsWith(account.key())) {
                return unquoted(line.substring(account.key().length()).strip());
            }
        }
        String password = Passwords.generate();
        Files.createDirectories(folder);
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        String end = content.isEmpty() || content.endsWith("\n") ? "" : "\n";
        Files.writeString(file, end + account.key() + password + "\n", StandardOpenOption.APPEND);
        return password;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && (value.startsWith("'") && value.endsWith("'")
                || value.startsWith("\"") && value.endsWith("\""));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
