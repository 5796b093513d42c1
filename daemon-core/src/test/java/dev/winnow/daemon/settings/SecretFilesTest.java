package dev.winnow.daemon.settings;

import java.nio.file.Files;
import java.nio.file.Path;
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

        assertThat(SecretFiles.read(Map.of("WINNOW_DB_PASSWORD_FILE", file.toString())::get))
                .containsExactly(Map.entry("winnow.db.password", " s3cret with spaces "));
    }

    @Test
    void aSecretGivenBothWaysIsRefusedNamingBoth() {
        Map<String, String> both = Map.of("WINNOW_REDIS_PASSWORD", "x", "WINNOW_REDIS_PASSWORD_FILE", "/y");

        assertThatThrownBy(() -> SecretFiles.read(both::get)).isInstanceOf(SettingsException.class)
                .hasMessage("Both WINNOW_REDIS_PASSWORD and WINNOW_REDIS_PASSWORD_FILE are set: expected one of them");
    }

    @Test
    void aMissingFileIsNamedWithItsVariable() {
        String file = folder.resolve("none").toString();

        assertThatThrownBy(() -> SecretFiles.read(Map.of("WINNOW_DB_PASSWORD_FILE", file)::get))
                .isInstanceOf(SettingsException.class)
                .hasMessage("WINNOW_DB_PASSWORD_FILE: the file " + file + " does not exist");
    }

    @Test
    void aFileOfMoreThan64KiBIsNoSecret() throws Exception {
        Path file = Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);

        assertThatThrownBy(() -> SecretFiles.read(Map.of("WINNOW_ADMIN_TOKEN_FILE", file.toString())::get))
                .hasMessageContaining("larger than 64 KiB");
    }
}
