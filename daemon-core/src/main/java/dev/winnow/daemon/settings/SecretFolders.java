package dev.winnow.daemon.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Folders in which a secret may lie under its variable's name in lower case, for example
 * {@code /run/secrets/winnow_db_password}: systemd's credentials, then Compose's and Kubernetes' secrets.
 *
 * @param folders in order of precedence; they need not exist
 */
record SecretFolders(List<Path> folders) {
    private static final String RUN_SECRETS = "/run/secrets";

    /** Those of this process. */
    static SecretFolders of(SecretFiles.Lookup environment) {
        String credentials = environment.get("CREDENTIALS_DIRECTORY");
        try {
            return new SecretFolders(Stream.of(credentials == null ? "" : credentials, RUN_SECRETS)
                    .filter(folder -> !folder.isBlank()).map(Path::of).toList());
        } catch (InvalidPathException e) {
            return new SecretFolders(List.of(Path.of(RUN_SECRETS)));
        }
    }

    /** The file that holds a variable's value, if there is one. */
    Optional<Path> find(Variable variable) {
        String name = variable.name().toLowerCase(Locale.ROOT);
        return folders.stream().map(folder -> folder.resolve(name)).filter(Files::isRegularFile).findFirst();
    }
}
