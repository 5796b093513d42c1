package dev.winnow.daemon.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretFilesTest {
    @TempDir
    Path folder;

    @Test
    void aSecretIsReadFromItsFileWithoutTheLastLineBreak() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), " s3cret with spaces \r\n");

        assertThat(read(Map.of("WINNOW_DB_PASSWORD_FILE", file.toString())))
                .containsExactly(Map.entry("winnow.db.password", " s3cret with spaces "));
    }

    @Test
    void aSecretGivenBothWaysIsRefusedNamingBoth() {
        Map<String, String> both = Map.of("WINNOW_REDIS_PASSWORD", "x", "WINNOW_REDIS_PASSWORD_FILE", "/y");

        assertThatThrownBy(() -> read(both)).isInstanceOf(SettingsException.class)
                .hasMessage("Both WINNOW_REDIS_PASSWORD and WINNOW_REDIS_PASSWORD_FILE are set: expected one of them");
    }

    @Test
    void aMissingFileIsNamedWithItsVariable() {
        String file = folder.resolve("none").toString();

        assertThatThrownBy(() -> read(Map.of("WINNOW_DB_PASSWORD_FILE", file)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("WINNOW_DB_PASSWORD_FILE: the file " + file + " does not exist");
    }

    @Test
    void aFileThatThisUserMayNotReadIsNamedWithTheUsersNumberAndTheRemedy() {
        assertThat(SmallFile.denied(Path.of("/run/secrets/mysql-admin"))).matches("the file /run/secrets/mysql-admin"
                + " cannot be read by user id (\\d+): give it to that user \\(chown \\1\\) or let all read it"
                + " \\(chmod a\\+r\\); one that is mounted into a container, on the host");
    }

    @Test
    void aFileOfMoreThan64KiBIsNoSecret() throws Exception {
        Path file = Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);

        assertThatThrownBy(() -> read(Map.of("WINNOW_ADMIN_TOKEN_FILE", file.toString())))
                .hasMessageContaining("larger than 64 KiB");
    }

    @Test
    void aSecretThatWasGivenNeitherWayIsLookedForInTheFoldersInTheirOrder() throws Exception {
        Path credentials = Files.createDirectory(folder.resolve("credentials"));
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("winnow_db_password"), "of-compose\n");
        Files.writeString(secrets.resolve("winnow_redis_password"), "of-compose\n");
        Files.writeString(credentials.resolve("winnow_db_password"), "of-systemd\n");
        Files.writeString(secrets.resolve("winnow_db_host"), "no secret");
        SecretFolders folders = new SecretFolders(List.of(credentials, secrets));

        assertThat(SecretFiles.read(Map.of("WINNOW_REDIS_PASSWORD", "direct")::get, folders))
                .containsExactly(Map.entry("winnow.db.password", "of-systemd"));
        assertThat(SecretFiles.read(Map.<String, String>of()::get, folders)).containsOnlyKeys("winnow.db.password",
                "winnow.redis.password");
    }

    @Test
    void systemdsCredentialsComeBeforeComposesSecrets() {
        assertThat(SecretFolders.of(Map.of("CREDENTIALS_DIRECTORY", "/run/credentials/x")::get).folders())
                .containsExactly(Path.of("/run/credentials/x"), Path.of("/run/secrets"));
        assertThat(SecretFolders.of(Map.<String, String>of()::get).folders()).containsExactly(Path.of("/run/secrets"));
    }

    @Test
    void aVariableThatIsSetToNothingDoesNotHideTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "s3cret");

        assertThat(SettingValues.of(Map.of("WINNOW_DB_PASSWORD", "", "WINNOW_DB_PASSWORD_FILE", file.toString()))
                .given(Variables.DB_PASSWORD)).contains("s3cret");
    }

    private static Map<String, Object> read(Map<String, String> environment) {
        return SecretFiles.read(environment::get, new SecretFolders(List.of()));
    }
}
